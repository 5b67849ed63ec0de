/* Store a text in the browser, and report the stored text and its changes in other windows. */
const heard = new WeakMap();
const refused = new WeakSet();
const waiting = new WeakSet();
const PATIENCE = 5000;

const area = (window) => (window ? sessionStorage : localStorage);

function read(name, window) {
  try {
    return area(window).getItem(name) ?? "";
  } catch {
    return null;
  }
}

function write(name, text, window) {
  try {
    area(window).setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

export default function ({ data: [data], parentElement, setStateValue, setTriggerValue }) {
  const { name, text, bases, quiet, window } = data;
  const say = quiet ? setTriggerValue : setStateValue;
  const tell = (found) => say("told", { text: found, at: Date.now() });
  /* A trigger, unlike a state, is sent only once and may be lost while the component mounts, so it
     is repeated until the component is drawn again. */
  const insist = (found, times) => {
    if (!times || !waiting.has(parentElement)) return;
    tell(found);
    setTimeout(() => insist(found, times - 1), PATIENCE);
  };
  /* Report once that nothing can be stored: each report causes a rerun, which gets here again. */
  const refuse = () => {
    if (!refused.has(parentElement)) tell(null);
    refused.add(parentElement);
  };
  const silence = () => {
    removeEventListener("storage", heard.get(parentElement));
    heard.delete(parentElement);
  };
  const listen = (event) => {
    if (event.key === name && event.newValue !== text) tell(event.newValue ?? "");
  };
  if (heard.has(parentElement)) silence();
  heard.set(parentElement, listen);
  if (!window) addEventListener("storage", listen);
  waiting.delete(parentElement);
  const found = read(name, window);
  if (text === null && quiet) {
    if (found) waiting.add(parentElement);
    setTimeout(() => insist(found, 5));
  } else if (text === null) {
    tell(found);
  } else if (found === null) {
    if (text && quiet) refuse();
  } else if (found !== text) {
    if (!window && !bases.includes(found)) tell(found);
    else if (!write(name, text, window) && !window) refuse();
  }
  return silence;
}
