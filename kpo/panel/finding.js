/* The finding in words, as kpo/narrative says it of the weights it was asked about. */

function shareWords(share) {
	if (share > 0 && share < 0.005) return "< 1 %";
	if (share >= 0.995 && share < 1) return "> 99 %";
	const [value, whole] = [100 * share, Math.round(100 * share)];
	return `${whole - value === 0.5 ? 2 * Math.round(value / 2) : whole} %`;
}

function verdictOf(share) {
	return share >= 0.8 ? "clear" : share >= 0.5 ? "contested" : "open";
}

/* What is shown of a row's chances; nothing where it has none. */
function sureWords(sure, rank) {
	if (!sure) return { chance: "", band: "" };
	const { first, band, ranks, draws } = sure;
	const verdict = sure.verdict ?? verdictOf(rank === 1 ? first : ranks[rank - 1] / draws);
	return { chance: shareWords(first), band: `${[...new Set(band)].join("–")}\n${verdict}` };
}

function spokenShare(share) {
	return share ? shareWords(share).replace("<", "less than").replace(">", "more than") : "none";
}

function starting({ row }) {
	return row.called[0].toUpperCase() + row.called.slice(1);
}

/* The odd figures that a lead rests on: the first would not be ahead if it brought no more there. */
function restsOn([first, second], odd) {
	const kinds = odd.map(([mark]) => mark);
	const gains = first.parts.map((part, j) => [kinds.indexOf(first.row.marks[j][0]), part - second.parts[j]])
		.filter(([kind, gain]) => kind >= 0 && gain > 0);
	const rests = gains.reduce((sum, [, gain]) => sum + gain, 0) > first.score - second.score - TIE;
	return gains[0] && rests ? odd[Math.min(...gains.map(([kind]) => kind))][1] : "";
}

/* Headline and the sentence under it, a number and its unit on one line. */
function findingOf(data, standing, start) {
	return said(data, standing, start)?.map((text) =>
		text.replace(/(?<=\d) (?=%|points)/g, "\u00a0"));
}

/* The words of Python where nothing can be said anew. */
function said({ finding, words }, standing, start) {
	const placed = standing.filter((one) => one.rank);
	const [first] = placed;
	if (start || !finding || placed.length < 2 || !first.sure) return finding;
	const { work, kind, odd, verdicts } = words;
	const level = placed.filter((one) => one.rank === 1);
	if (level.length > 1) {
		const names = `${starting(first)} and ${level[1].row.called}`;
		const who = level.length > 2 ? `${level.length} destinations` : names;
		return [`${who} lead level for ${work}`, `Each scores ${scoreText(first)} of 100 points.`];
	}
	const share = first.sure.first;
	const rival = placed.slice(1).reduce((most, one) => (one.sure.first > most.sure.first ? one : most));
	const verdict = verdictOf(share);
	const often = share === 1 ? "all" : `${spokenShare(share)} of`;
	const other = verdict === "clear" ? "" : `; ${rival.row.called} in ${spokenShare(rival.sure.first)}`;
	return [`${first.row.leads ?? starting(first)} leads for ${work}${restsOn(placed, odd)}${filled(verdicts[verdict], rival.row.called)}`,
		`First in ${often} ${kind}${other}.`];
}
