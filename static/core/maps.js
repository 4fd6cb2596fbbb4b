// The world as land without borders, and every map card drawn on it from the JSON beside it (shape:
// apps/core/blocks.py, map_view). Other scripts use window.lepton.maps.
(() => {
  "use strict";
  const landUrl = document.currentScript.dataset.land;
  const SOUTH = -60; // nothing is sold south of it: Antarctica is left out
  const RADIAN = Math.PI / 180;

  // Equal Earth (Šavrič, Patterson, Jenny 2018): areas keep their proportions. x right, y down.
  const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const M = Math.sqrt(3) / 2;
  const polynomial = (t) => t * (A1 + A2 * t * t + t ** 6 * (A3 + A4 * t * t));
  const slope = (t) => A1 + 3 * A2 * t * t + t ** 6 * (7 * A3 + 9 * A4 * t * t);
  const projection = {
    project([longitude, latitude]) {
      const t = Math.asin(M * Math.sin(latitude * RADIAN));
      return [(longitude * RADIAN * Math.cos(t)) / (M * slope(t)), -polynomial(t)];
    },
    unproject([x, y]) {
      let t = -y / A1;
      for (let step = 0; step < 12; step += 1) t -= (polynomial(t) + y) / slope(t);
      const longitude = (M * x * slope(t)) / Math.cos(t);
      return [longitude / RADIAN, Math.asin(Math.sin(t) / M) / RADIAN];
    },
  };
  // The file's rings may run over the date line, which would draw a bar across the map: such a ring
  // is laid out without the jump, cut at 180°, and its far part moved to the other side.
  function unrolled(ring) {
    let shift = 0;
    return ring.map(([longitude, latitude], index) => {
      const step = index ? longitude - ring[index - 1][0] : 0;
      if (Math.abs(step) > 180) shift -= Math.sign(step) * 360;
      return [longitude + shift, latitude];
    });
  }
  function half(ring, at, side) {
    const inside = ([longitude]) => (longitude - at) * side <= 0;
    const kept = [];
    ring.forEach((point, index) => {
      const before = ring[(index || ring.length) - 1];
      if (inside(point) !== inside(before)) {
        const share = (at - before[0]) / (point[0] - before[0]);
        kept.push([at, before[1] + share * (point[1] - before[1])]);
      }
      if (inside(point)) kept.push(point);
    });
    return kept.length > 2 ? [...kept, kept[0]] : null;
  }
  function cut(ring) {
    const flat = unrolled(ring);
    const longitudes = flat.map(([longitude]) => longitude);
    const edge = Math.max(...longitudes) > 180 ? 180 : Math.min(...longitudes) < -180 ? -180 : 0;
    if (!edge) return [flat];
    const away = half(flat, edge, edge > 0 ? -1 : 1);
    const moved = away?.map(([longitude, latitude]) => [longitude - 2 * edge, latitude]);
    return [half(flat, edge, edge > 0 ? 1 : -1), moved].filter(Boolean);
  }
  function prepared(shape) {
    const rings = shape.features
      .flatMap(({ geometry }) => geometry.coordinates.map((polygon) => polygon[0]))
      .filter((ring) => ring.some(([, latitude]) => latitude > SOUTH))
      .flatMap(cut);
    const geometry = { type: "MultiPolygon", coordinates: rings.map((ring) => [ring]) };
    const places = rings.flat().map(projection.project);
    const span = (key) => {
      const values = places.map((place) => place[key]);
      return Math.max(...values) - Math.min(...values);
    };
    return {
      aspect: span(0) / span(1),
      map: { type: "FeatureCollection", features: [{ type: "Feature", properties: { name: "land" }, geometry }] },
    };
  }

  let land;
  function register(echarts) {
    land ??= fetch(landUrl)
      .then((response) => response.json())
      .then((shape) => {
        const { aspect, map } = prepared(shape);
        echarts.registerMap("land", map);
        return aspect;
      });
    return land;
  }

  // --- cards -------------------------------------------------------------------------
  const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "pin", "arrow"];
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const drawn = new Map(); // card → { chart, data, aspect }

  function options(data, aspect, width, height) {
    const look = window.lepton.charts.theme();
    return {
      animation: false,
      textStyle: { fontFamily: look.font, color: look.text },
      legend: {
        type: "scroll", top: 0, left: 0, itemGap: 16,
        textStyle: { color: look.text, fontFamily: look.font }, pageTextStyle: { color: look.text },
      },
      geo: {
        map: "land",
        silent: true,
        projection,
        layoutCenter: ["50%", "54%"],
        layoutSize: Math.min(width - 16, (height - 48) * aspect),
        itemStyle: { areaColor: css("--map-land"), borderColor: css("--map-coast"), borderWidth: 0.7 },
      },
      tooltip: {
        renderMode: "richText", // drawn on the canvas: no markup for the page's policy to stop
        confine: true,
        backgroundColor: look.surface,
        borderColor: look.line,
        textStyle: { color: look.strong, fontFamily: look.font, fontSize: 12, lineHeight: 18 },
        formatter: ({ name, seriesName, data: point }) =>
          [name, seriesName, point.shown && `${data.value}: ${point.shown}`].filter(Boolean).join("\n"),
      },
      series: data.groups.map((group, index) => ({
        type: "scatter",
        coordinateSystem: "geo",
        name: group.name,
        cursor: "default",
        // Once the colours begin again the shapes are others, so that no two groups look the same.
        symbol: SYMBOLS[(index + Math.floor(index / look.palette.length)) % SYMBOLS.length],
        symbolSize: 11,
        itemStyle: { color: look.palette[index % look.palette.length], borderColor: css("--map-ring"), borderWidth: 1.2 },
        data: group.places.map((place) => ({
          name: place.name, value: [place.longitude, place.latitude], shown: place.shown,
        })),
        label: {
          show: data.count <= 60, formatter: "{b}", position: "right", color: look.strong,
          fontFamily: look.font, fontSize: 11, textBorderColor: css("--map-sea"), textBorderWidth: 2,
        },
        labelLayout: { hideOverlap: true },
      })),
    };
  }

  async function draw(card) {
    const area = card.querySelector("[data-map-area]");
    const source = card.querySelector(`script[type="application/json"]`);
    if (!area || !source || drawn.has(card) || !window.lepton?.charts) return;
    drawn.set(card, null); // taken, while the land is on its way
    const data = JSON.parse(source.textContent);
    const echarts = await window.lepton.charts.load();
    const aspect = await register(echarts);
    if (!area.isConnected) return void drawn.delete(card);
    area.hidden = false;
    const numbers = card.querySelector("details.chart-numbers");
    if (numbers) numbers.open = false;
    const chart = echarts.init(area, null, { renderer: "canvas" });
    chart.setOption(options(data, aspect, area.clientWidth, area.clientHeight));
    drawn.set(card, { chart, data, aspect });
    sizes.observe(area);
    const actions = card.querySelector(".chart-actions");
    if (actions) actions.hidden = false;
    card.querySelector("[data-map-png]")?.addEventListener("click", () => picture(chart, data));
    card.querySelector("[data-map-csv]")?.addEventListener("click", () =>
      window.lepton.charts.save(window.lepton.charts.csvText([data.columns, ...data.rows]), "text/csv", `${data.key}.csv`),
    );
  }

  function picture(chart, data) {
    const backgroundColor = window.lepton.charts.theme().surface;
    chart.renderToCanvas({ pixelRatio: 2, backgroundColor }).toBlob((blob) => {
      if (blob) window.lepton.charts.save(blob, "image/png", `${data.key}.png`);
    });
  }

  const redraw = ({ chart, data, aspect }) => {
    const area = chart.getDom();
    chart.resize();
    chart.setOption(options(data, aspect, area.clientWidth, area.clientHeight), true);
  };
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries)
      for (const entry of drawn.values()) if (entry?.chart.getDom() === target) redraw(entry);
  });

  function drawAll(root) {
    for (const card of root.querySelectorAll("[data-map-card]")) draw(card);
    if (root.matches?.("[data-map-card]")) draw(root);
  }
  function drop(root) {
    for (const [card, entry] of drawn)
      if (root === card || root.contains?.(card)) {
        entry?.chart.dispose();
        drawn.delete(card);
      }
  }
  window.lepton = Object.assign(window.lepton ?? {}, { maps: { projection, register } });
  document.addEventListener("DOMContentLoaded", () => drawAll(document));
  document.addEventListener("htmx:load", (event) => drawAll(event.detail.elt));
  document.addEventListener("htmx:beforeCleanupElement", (event) => drop(event.detail.elt));
  document.addEventListener("lepton:theme", () => {
    for (const entry of drawn.values()) if (entry) redraw(entry);
  });
})();
