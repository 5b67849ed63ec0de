/* The contents of a long page: a line of links to its headings, with the current section marked. */
const PAGE = ".st-key-kpo-page";
const PLACE = ".st-key-kpo-contents";
const HEADS = `${PAGE} h2`;
const BESIDE = ".kpo-what, b, small, [hidden]";
const ASIDES = ":is(.st-key-kpo-aside, .st-key-kpo-country-aside)";
const FEWEST = 3;
const SCREENS = 1.6;
const LATER = 200;
const EDGE = 16;
const working = new WeakMap();

const main = () => document.querySelector("[data-testid=stMain]");

function titled(head) {
	const copy = head.cloneNode(true);
	copy.querySelectorAll(BESIDE).forEach((one) => one.remove());
	return copy.textContent.trim();
}

function heads() {
	return [...document.querySelectorAll(HEADS)].filter((one) => one.checkVisibility() && titled(one));
}

export default function ({ data: [wanted], parentElement }) {
	working.get(parentElement)?.abort();
	const stop = new AbortController();
	working.set(parentElement, stop);
	const { signal } = stop;
	const nav = parentElement.querySelector("nav");
	const list = nav.querySelector("ol");
	const scroller = main();
	const page = document.querySelector(PAGE);
	if (!scroller || !page) return undefined;
	let sections = [];

	/* Set where a side column sticks: below the line of links, or if it is higher than the screen,
	   where its end is visible. */
	function hold() {
		const line = nav.hidden ? 0 : nav.offsetHeight;
		page.style.setProperty("--line", `${line}px`);
		for (const aside of page.querySelectorAll(ASIDES)) {
			const top = Math.min(line + EDGE, scroller.clientHeight - aside.offsetHeight - EDGE);
			aside.parentElement.style.setProperty("--hold", `${top}px`);
		}
	}

	function shade() {
		nav.toggleAttribute("data-before", list.scrollLeft > 1);
		nav.toggleAttribute("data-after", list.scrollLeft + list.clientWidth < list.scrollWidth - 1);
	}

	/* Mark the link of the section at the top of the screen, and scroll the line to it. */
	function place() {
		const line = nav.offsetHeight + EDGE + 24;
		const top = scroller.getBoundingClientRect().top + line;
		/* A section in a side column counts only if none precedes it. */
		let here = null;
		for (const [head, link] of sections) {
			if (head.getBoundingClientRect().top <= top) here = here && head.closest(ASIDES) ? here : link;
		}
		for (const [, link] of sections) {
			if (link === here) link.ariaCurrent = "true";
			else link.removeAttribute("aria-current");
		}
		if (here && !parentElement.activeElement) {
			const left = here.parentElement.offsetLeft - list.offsetLeft;
			if (left < list.scrollLeft + 40 || left + here.offsetWidth > list.scrollLeft + list.clientWidth - 40) {
				list.scrollLeft = left - list.clientWidth / 3;
			}
		}
		shade();
	}

	function go(event, head) {
		event.preventDefault();
		const top = head.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
		scroller.scrollTo({ top: scroller.scrollTop + top - nav.offsetHeight - EDGE });
		head.tabIndex = -1;
		head.style.outline = "0";
		head.focus({ preventScroll: true });
	}

	function draw() {
		const found = wanted ? heads() : [];
		const long = scroller.scrollHeight > SCREENS * scroller.clientHeight;
		nav.hidden = found.length < FEWEST || !long;
		document.querySelector(PLACE)?.toggleAttribute("data-long", !nav.hidden);
		if (found.length !== sections.length || found.some((one, at) => one !== sections[at][0])) {
			sections = found.map((head) => {
				const link = document.createElement("a");
				link.href = "#";
				link.textContent = titled(head);
				link.onclick = (event) => go(event, head);
				return [head, link];
			});
			list.replaceChildren(...sections.map(([, link]) => {
				const item = document.createElement("li");
				item.append(link);
				return item;
			}));
		}
		hold();
		place();
	}

	let late;
	const soon = () => {
		clearTimeout(late);
		late = setTimeout(draw, LATER);
	};
	let waits = false;
	const scrolled = () => {
		if (waits || nav.hidden) return;
		waits = true;
		requestAnimationFrame(() => {
			waits = false;
			place();
		});
	};
	const changes = new MutationObserver(soon);
	const sizes = new ResizeObserver(soon);
	changes.observe(page, { childList: true, subtree: true });
	sizes.observe(page);
	addEventListener("resize", soon, { signal });
	scroller.addEventListener("scroll", scrolled, { signal, passive: true });
	list.addEventListener("scroll", shade, { signal, passive: true });
	signal.addEventListener("abort", () => {
		changes.disconnect();
		sizes.disconnect();
		clearTimeout(late);
	});
	soon();
	return () => stop.abort();
}
