/* Whether the hints were dismissed since the page was loaded, in case nothing can be stored. */
let gone = false;

function read(name) {
	try {
		return localStorage.getItem(name) !== null;
	} catch {
		return false;
	}
}

function keep(name) {
	try {
		localStorage.setItem(name, "read");
	} catch {
		return;
	}
}

export default function ({ data: [{ name, hints }], parentElement }) {
	const aside = parentElement.querySelector("aside");
	aside.hidden = gone || read(name);
	aside.querySelector("ol").replaceChildren(...hints.map(([call, sentence]) => {
		const item = document.createElement("li");
		const head = document.createElement("b");
		head.textContent = `${call}. `;
		item.append(head, sentence);
		return item;
	}));
	aside.querySelector("button").onclick = () => {
		gone = true;
		keep(name);
		aside.hidden = true;
	};
}
