const panels = new WeakMap();

/* Update the page around the panel, which Python draws: headline and standfirst follow the weights,
   and the side column is marked as out of date until Python has answered. Until then the heights of
   headline and standfirst cannot shrink, so that the panel does not move. */
function follow({ finding, start }) {
	const headline = document.getElementById("kpo-finding");
	if (!finding || !headline) return;
	[headline, headline.nextElementSibling].forEach((node, i) => {
		if (start) node.style.minHeight = "";
		else node.style.minHeight ||= `${node.offsetHeight}px`;
		say(node, finding[i]);
	});
	document.querySelector(".st-key-kpo-aside")?.toggleAttribute("data-late", !start);
}

/* The panel as a Streamlit component. `echo` is the number of the user's last step that Python knew
   of. The fixed part of a row arrives as JSON, which is parsed once. */
export default function ({ data: [sent], parentElement, setStateValue, setTriggerValue }) {
	const held = panels.get(parentElement) ?? { seq: sent.echo };
	held.texts = new Map(sent.rows.map(([text]) => [text, held.texts?.get(text) ?? JSON.parse(text)]));
	const data = { ...sent, rows: sent.rows.map(([text, sure]) => ({ ...held.texts.get(text), ...sure })) };
	const tell = (change) => {
		held.seq += 1;
		setStateValue("change", { ...change, seq: held.seq });
	};
	tell.go = (page, countries) => setTriggerValue("go", { page, countries });
	held.seq = Math.max(held.seq, data.echo);
	if (held.panel?.node.isConnected) held.panel.update(data, tell, data.echo < held.seq);
	else held.panel = mount(parentElement, data, tell, follow);
	panels.set(parentElement, held);
	return () => {
		if (held.panel.node.isConnected) return;
		held.panel.destroy();
		panels.delete(parentElement);
	};
}
