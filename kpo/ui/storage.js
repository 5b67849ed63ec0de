const heard = new WeakMap();
const refused = new WeakSet();

function read(name) {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return null;
  }
}

function write(name, text) {
  try {
    localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

export default function ({ data: [data], parentElement, setStateValue }) {
  const { name, text, bases, quiet } = data;
  const tell = (found) => setStateValue("told", { text: found, at: Date.now() });
  /* Said once: an answer draws the page anew, and asks again. */
  const refuse = () => {
    if (!refused.has(parentElement)) tell(null);
    refused.add(parentElement);
  };
  const found = read(name);
  if (text === null) {
    if (found || !quiet) tell(found);
  } else if (found === null) {
    if (text && quiet) refuse();
  } else if (found !== text) {
    if (!bases.includes(found)) tell(found);
    else if (!write(name, text)) refuse();
  }
  const silence = () => {
    removeEventListener("storage", heard.get(parentElement));
    heard.delete(parentElement);
  };
  const listen = (event) => {
    if (event.key === name && event.newValue !== text) tell(event.newValue ?? "");
  };
  if (heard.has(parentElement)) silence();
  heard.set(parentElement, listen);
  addEventListener("storage", listen);
  return silence;
}
