/* Mount a panel that has no server. `given.panel` is its payload; `changed` gets the state after
   every draw but the first. */
function livePanel(root, given, changed) {
	const { panel: data } = given;
	let ready = false;
	const panel = mount(root, data, () => {}, ({ finding, ...seen }) => {
		if (ready) changed({ ...seen, title: finding[0], sentence: finding[1] });
	});
	ready = true;
	return { back: () => panel.take(data), take: panel.take, destroy: panel.destroy };
}
