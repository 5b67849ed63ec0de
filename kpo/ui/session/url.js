const SHOWN = 2500;

/* Return the address of this page with the scenario. Its text is not escaped: all its characters
   are allowed in a query, and escapes would make it long. It comes first, so that a truncated link
   is noticed. */
function address({ name, text }) {
  const others = new URLSearchParams(location.search);
  others.delete(name);
  const rest = others.toString();
  return `${location.origin}${location.pathname}?${name}=${text}${rest ? `&${rest}` : ""}`;
}

/* Copy without the Clipboard API, which pages that are not served over HTTPS lack. */
function copiedTheOldWay(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedTheOldWay(text);
  }
}

export default function ({ data: [data], parentElement }) {
  const button = parentElement.querySelector("button");
  const status = parentElement.querySelector("[role=status]");
  const say = (word) => {
    button.textContent = word || "Copy link";
    status.textContent = word;
  };
  button.onclick = async () => {
    const text = address(data);
    if (!(await copied(text))) {
      prompt("Copy this link", text);
      return;
    }
    say(data.own ? "Copied, without your own figures" : "Link copied");
    button.focus();
    clearTimeout(button.timer);
    button.timer = setTimeout(() => say(""), data.own ? 2 * SHOWN : SHOWN);
  };
}
