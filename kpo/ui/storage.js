const heard = new WeakMap();

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
  const { name, text, bases } = data;
  const tell = (found) => setStateValue("told", { text: found, at: Date.now() });
  const found = read(name);
  if (text === null || found === null) {
    if (text === null) tell(found);
  } else if (found !== text) {
    if (!bases.includes(found)) tell(found);
    else if (!write(name, text)) tell(null);
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
