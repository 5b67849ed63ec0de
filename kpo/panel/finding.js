/* The finding for the current weights, in the words of kpo/narrative. */

/* Return a share in whole per cents; halves round to even, as in Python. */
function shareWords(share) {
	if (share > 0 && share < 0.005) return "< 1 %";
	if (share >= 0.995 && share < 1) return "> 99 %";
	const [value, whole] = [100 * share, Math.round(100 * share)];
	return `${whole - value === 0.5 ? 2 * Math.round(value / 2) : whole} %`;
}

function verdictOf(share) {
	return share >= 0.8 ? "clear" : share >= 0.5 ? "contested" : "open";
}

/* Return the texts of a row's share of first ranks and of its band with the verdict; empty if its
   rank acceptability is not known. */
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

/* Return the words for the marked figures (`odd`) that a lead rests on: without its advantage on
   criteria with such a mark, the first would not be ahead of the second. Empty for none. */
function restsOn([first, second], odd) {
	const kinds = odd.map(([mark]) => mark);
	const gains = first.parts.map((part, j) => [kinds.indexOf(first.row.marks[j][0]), part - second.parts[j]])
		.filter(([kind, gain]) => kind >= 0 && gain > 0);
	const rests = gains.reduce((sum, [, gain]) => sum + gain, 0) > first.score - second.score - TIE;
	return gains[0] && rests ? odd[Math.min(...gains.map(([kind]) => kind))][1] : "";
}

/* Return headline and standfirst, with a no-break space between a number and its unit. */
function findingOf(data, standing, start) {
	return said(data, standing, start)?.map((text) =>
		text.replace(/(?<=\d) (?=%|points)/g, "\u00a0"));
}

/* Return headline and standfirst; those of the payload if they are for the current weights
   (`start`) or no new ones can be derived. */
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
