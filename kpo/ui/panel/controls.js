/* The weight bar with its dividers, and the exact numbers below it. `act` is what they may do. */

const TARGET = 24;

function stamp(node, name) {
  const made = node.querySelector(`template.a-${name}`).content.firstElementChild.cloneNode(true);
  const parts = [...made.querySelectorAll("[class]")].map((part) => [part.classList[0], part]);
  return { node: made, ...Object.fromEntries(parts) };
}

function element(tag, ...content) {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

function put(node, attributes) {
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
}

function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function number(value, digits = 2) {
  return String(Number(value.toFixed(digits)));
}

/* Where the handles stand (px) and in which lane: 0 the whole height, 1 above, 2 below. Handles
   nearer than a target's width go to two lanes, and apart within a lane. */
function handlePlaces(edges, width) {
  const near = (d) => edges[d + 1] - edges[d] < TARGET;
  const least = [-Infinity, -Infinity, -Infinity];
  const most = [width, width, width];
  const both = (of, pick, lane) => (lane ? pick(of[lane], of[0]) : pick(...of));
  let lane = 0;
  const places = edges.map((edge, d) => {
    if (near(d - 1)) lane = lane === 1 ? 2 : 1;
    else lane = near(d) ? 1 : 0;
    const x = Math.max(edge, both(least, Math.max, lane));
    least[lane] = x + TARGET;
    return { x, lane };
  });
  places.toReversed().forEach((place) => {
    place.x = Math.min(place.x, both(most, Math.min, place.lane));
    most[place.lane] = place.x - TARGET;
  });
  return places;
}

function weightBar(root, criteria, act) {
  const bar = root.querySelector(".weights");
  const segments = criteria.map((_, j) => {
    const one = stamp(root, "segment");
    one.node.style.cssText = `background:var(--c${j});color:var(--t${j})`;
    one.node.onpointerenter = () => act.explain(j);
    one.node.onpointerleave = () => act.explain(null);
    bar.firstChild.append(one.node);
    return one;
  });
  const knobs = criteria.slice(1).map((_, d) => {
    const { node } = stamp(root, "knob");
    bar.append(node);
    listen(node, d);
    return node;
  });
  let wide = [];
  let digit = 8;
  let width = 0;
  let drag = null;

  function listen(node, d) {
    node.onpointerdown = (event) => {
      const { weights, locks } = act.now();
      const pair = tradePartners(locks, d);
      if (event.button || drag || !pair || !width) return;
      event.preventDefault();
      node.focus({ preventScroll: true });
      node.setPointerCapture(event.pointerId);
      act.begin();
      drag = { id: event.pointerId, x: event.clientX, weights, own: weights[pair[0]] };
    };
    node.onpointermove = (event) => {
      if (drag?.id !== event.pointerId) return;
      const free = event.shiftKey;
      const moved = ((event.clientX - drag.x) / width) * 100;
      const value = free ? drag.own + moved : Math.round(drag.own + moved);
      const still = Math.abs(moved) < (free ? TIE : 0.5);
      act.show(still ? drag.weights : tradeDivider(drag.weights, act.now().locks, d, value), true);
    };
    const end = (finish) => (event) => {
      if (!drag || (event.pointerId ?? drag.id) !== drag.id) return;
      drag = null;
      finish();
    };
    node.onpointerup = end(act.commit);
    node.onpointercancel = node.onlostpointercapture = end(act.cancel);
    node.onfocus = () => act.explain(tradePartners(act.now().locks, d)?.[0] ?? null);
    node.onblur = () => { act.settle(); act.explain(null); };
    node.onkeydown = (event) => {
      if (event.key === "Escape") end(act.cancel)(event);
      const { weights, locks } = act.now();
      const pair = tradePartners(locks, d);
      const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10,
        PageDown: -10, Home: -Infinity, End: Infinity }[event.key];
      if (drag || !pair || !step || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act.begin();
      act.show(tradeDivider(weights, locks, d, weights[pair[0]] + step));
      act.later();
    };
  }

  /* Asked once a size, so that no frame has to ask the page how wide anything is. */
  function measure() {
    width = bar.clientWidth;
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `14px ${getComputedStyle(bar).fontFamily}`;
    wide = criteria.map((one) => pen.measureText(one.short).width + 14);
    digit = pen.measureText("0").width + 0.5;
  }

  function draw(weights, locks, whole) {
    let edge = 0;
    const edges = weights.slice(1).map((_, d) => (edge += (weights[d] * width) / 100));
    const places = handlePlaces(edges, width);
    segments.forEach(({ node, share, short }, j) => {
      const room = (weights[j] * width) / 100 - digit * String(whole[j]).length - 12;
      node.style.width = `${weights[j]}%`;
      node.classList.toggle("locked", locks[j]);
      say(share, room >= 0 ? String(whole[j]) : "");
      say(short, room >= wide[j] ? criteria[j].short : "");
    });
    knobs.forEach((node, d) => {
      node.style.transform = `translateX(${places[d].x.toFixed(2)}px)`;
      const pair = tradePartners(locks, d);
      const [a, b] = pair ?? [d, d + 1];
      const words = [a, b].map((j) => `${criteria[j].name} ${whole[j]} %`).join(", ");
      const drawn = [places[d].lane, weights[a], words, pair].join();
      if (node.dataset.drawn === drawn) return;
      put(node, {
        "data-drawn": drawn,
        "data-lane": places[d].lane,
        "aria-label": `${criteria[a].name} against ${criteria[b].name}`,
        "aria-valuemax": number(weights[a] + weights[b]),
        "aria-valuenow": number(weights[a]),
        "aria-valuetext": pair ? words : `${words}, locked`,
        "aria-disabled": !pair,
      });
    });
  }

  return { draw, measure };
}

function exactWeights(root, criteria, act) {
  const node = root.querySelector(".exact");
  const cells = criteria.map((one, j) => {
    const cell = stamp(root, "cell");
    cell.chip.style.background = `var(--c${j})`;
    cell.title.title = one.question;
    say(cell.short, one.short);
    put(cell.input, { "aria-label": `${one.name}, per cent` });
    put(cell.lock, { "aria-label": `Lock ${one.name}` });
    cell.lock.onclick = () => act.lock(j);
    listen(cell.input, j);
    node.firstElementChild.append(cell.node);
    return cell;
  });
  let from = null;
  let made = null;
  let visit = 0;

  /* Reckoned from the weights before the field was changed, so that the "6" typed on the way to
     "60" leaves no trace; a visit to a field is one step of undo. */
  function set(j, value) {
    const { weights, locks } = act.now();
    if (weights !== made) from = weights;
    made = setWeight(from, locks, j, value);
    act.begin();
    act.show(made);
    act.later(visit);
  }

  function listen(input, j) {
    const shown = () => { input.value = number(act.now().weights[j]); };
    const judge = (wrong) => put(input, { "aria-invalid": wrong });
    input.onfocus = () => {
      made = null;
      visit += 1;
      input.select();
      act.explain(j);
    };
    input.oninput = () => {
      const text = input.value.replace(/[\s%]/g, "").replace(",", ".");
      const right = text !== "" && Number(text) >= 0 && Number(text) <= 100;
      judge(!right);
      if (right) set(j, Number(text));
    };
    input.onkeydown = (event) => {
      const step = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10, Enter: 0 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      if (!step) act.settle();
      else if (!input.readOnly) set(j, act.now().weights[j] + step);
      judge(false);
      shown();
    };
    input.onblur = () => {
      act.settle();
      act.explain(null);
      judge(false);
      shown();
    };
  }

  function draw(weights, locks, shares) {
    cells.forEach(({ input, lock, pull }, j) => {
      if (root.getRootNode().activeElement !== input) input.value = number(weights[j]);
      input.readOnly = locks[j];
      put(lock, { "aria-pressed": locks[j] });
      say(lock, locks[j] ? "locked" : "lock");
      say(pull, shares ? `pull ${Math.round(shares[j] * 100)} %` : "");
    });
  }

  return { node, draw };
}
