/* Streamlit stores a theme under the path at which a visit began, so the chosen one is stored for
   the paths of all pages. */
const OURS = "kpo-atlas.theme";
const THEIRS = /^stActiveTheme-(.*)-v(\d+)$/;
const MENU = "[data-testid=stMainMenuButton]";
const ITEM = "stMainMenuItem-theme-";
const FRAMES = 60;
const LATER = 150;
const watched = new WeakMap();

function kept() {
	try {
		const version = Object.keys(localStorage).map((key) => THEIRS.exec(key)?.[2]).find(Boolean) ?? "2";
		const own = Object.keys(localStorage).find((key) => THEIRS.exec(key)?.[1] === location.pathname);
		return { version, name: localStorage.getItem(OURS) ?? (own ? JSON.parse(localStorage.getItem(own)) : "System") };
	} catch {
		return { version: "2", name: "System" };
	}
}

function keep(name, pages) {
	const base = location.pathname.replace(/[^/]*$/, "");
	const { version } = kept();
	try {
		localStorage.setItem(OURS, name);
		for (const page of ["", ...pages]) {
			localStorage.setItem(`stActiveTheme-${base}${page}-v${version}`, JSON.stringify(name));
		}
	} catch {
		/* Without storage, the theme lasts until the page is reloaded. */
	}
}

/* Choose the theme in Streamlit's menu, which is hidden. If the menu does not open, reload the
   page, which then takes the stored theme. */
function change(name, done) {
	const button = document.querySelector(MENU);
	const look = (left) => {
		const item = document.querySelector(`[data-testid=${ITEM}${name}]`);
		if (item) {
			item.click();
			button.click();
			done();
		} else if (left) requestAnimationFrame(() => look(left - 1));
		else location.reload();
	};
	if (button?.ariaExpanded !== "true") button?.click();
	look(button ? FRAMES : 0);
}

const shown = () => getComputedStyle(document.querySelector(".stApp")).colorScheme;

export default function ({ data: [{ pages, drawn, choices }], parentElement, setStateValue }) {
	const select = parentElement.querySelector("select");
	if (!select.options.length) select.replaceChildren(...choices.map((name) => new Option(name)));
	select.value = kept().name;
	/* Report the theme shown if it differs from the one in which the server drew the charts. */
	const tell = () => {
		const now = shown();
		if (now !== drawn) setStateValue("shown", now);
	};
	select.onchange = () => {
		const name = select.value;
		keep(name, pages);
		change(name, () => {
			select.value = name;
			select.focus();
		});
	};
	watched.get(parentElement)?.disconnect();
	let late;
	const watch = new MutationObserver(() => {
		clearTimeout(late);
		late = setTimeout(tell, LATER);
	});
	watched.set(parentElement, watch);
	watch.observe(document.querySelector(".stApp"), { attributes: true, attributeFilter: ["class"] });
	late = setTimeout(tell, LATER);
	return () => {
		clearTimeout(late);
		watch.disconnect();
	};
}
