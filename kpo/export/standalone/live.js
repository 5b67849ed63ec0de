/* A panel without Python behind it. `given` holds what Python said of the weights it began with;
   `changed` is told what is drawn, from the first change of the weights on. */
function livePanel(root, given, changed) {
	const { panel: data } = given;
	let ready = false;
	const panel = mount(root, data, () => {}, ({ finding, ...seen }) => {
		if (ready) changed({ ...seen, title: finding[0], sentence: finding[1] });
	});
	ready = true;
	return { back: () => panel.take(data), take: panel.take, destroy: panel.destroy };
}
