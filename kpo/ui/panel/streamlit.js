const panels = new WeakMap();
const row = ([fixed, sure]) => ({ ...JSON.parse(fixed), ...sure });

/* `echo`: the user's last step that Python knew of. */
export default function ({ data: [sent], parentElement, setStateValue }) {
	const data = { ...sent, rows: sent.rows.map(row) };
	const held = panels.get(parentElement) ?? { seq: data.echo };
	const tell = (change) => {
		held.seq += 1;
		setStateValue("change", { ...change, seq: held.seq });
	};
	held.seq = Math.max(held.seq, data.echo);
	if (held.panel?.node.isConnected) held.panel.update(data, tell, data.echo < held.seq);
	else held.panel = mount(parentElement, data, tell);
	panels.set(parentElement, held);
	return () => {
		if (held.panel.node.isConnected) return;
		held.panel.destroy();
		panels.delete(parentElement);
	};
}
