// Draws every chart card from the JSON beside it (shape: apps/core/blocks.py, chart_view).
// ECharts is loaded only on pages that have a chart. Other scripts use window.lepton.charts.
(() => {
  "use strict";
  const echartsUrl = document.currentScript.dataset.echarts;
  const PALETTE = {
    light: ["#3b4cca", "#d9480f", "#0b7285", "#862e9c", "#5c940d", "#c2255c", "#495057"],
    dark: ["#91a7ff", "#ff922b", "#3bc9db", "#da77f2", "#a9e34b", "#f783ac", "#ced4da"],
  };
  const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "pin", "arrow"];
  const DASHES = ["solid", "dashed", "dotted", [8, 3, 2, 3]];
  const AXIS_TYPES = { linear: "value", log: "log", category: "category", time: "time" };
  const drawn = new Map(); // card → { chart, data }
  const opened = new Map(); // card id → was its table open
  let loading;

  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = echartsUrl;
      script.onload = () => resolve(window.echarts);
      script.onerror = () => reject(new Error("echarts could not be loaded"));
      document.head.append(script);
    });
    return loading;
  }

  // --- colours and numbers of the reader ----------------------------------------
  function theme() {
    const dark = document.documentElement.dataset.bsTheme === "dark";
    const css = getComputedStyle(document.documentElement);
    return {
      dark,
      palette: dark ? PALETTE.dark : PALETTE.light,
      text: css.getPropertyValue("--lp-ink-soft").trim(),
      strong: css.getPropertyValue("--lp-ink").trim(),
      line: css.getPropertyValue("--lp-line").trim(),
      surface: css.getPropertyValue("--lp-surface").trim(),
      font: getComputedStyle(document.body).fontFamily,
    };
  }
  const language = document.documentElement.lang || "en";
  const plainNumber = new Intl.NumberFormat(language, { maximumSignificantDigits: 6 });
  const tinyNumber = new Intl.NumberFormat(language, {
    notation: "scientific",
    maximumSignificantDigits: 4,
  });
  function format(value) {
    if (typeof value !== "number") return value === null || value === undefined ? "–" : String(value);
    const size = Math.abs(value);
    const tool = size && (size < 1e-5 || size >= 1e12) ? tinyNumber : plainNumber;
    return tool.format(value).replace("-", "−");
  }
  function formatTick(value) {
    if (typeof value !== "number") return String(value);
    const size = Math.abs(value);
    if (size >= 1e5)
      return new Intl.NumberFormat(language, {
        notation: "compact",
        maximumSignificantDigits: 4,
      })
        .format(value)
        .replace("-", "−");
    return format(value);
  }
  const words = () => document.getElementById("site-words")?.dataset ?? {};

  // --- options ---------------------------------------------------------------------
  function axis(spec, look, extra) {
    const type = AXIS_TYPES[spec.scale] ?? "value";
    return {
      type,
      name: spec.title,
      nameLocation: "middle",
      nameTextStyle: { color: look.text, fontSize: 12, fontFamily: look.font },
      axisLine: { show: type === "category" || extra.horizontal === true, lineStyle: { color: look.line } },
      axisTick: { show: false },
      splitLine: { show: type !== "category", lineStyle: { color: look.line, opacity: 0.7 } },
      axisLabel: {
        color: look.text,
        fontFamily: look.font,
        hideOverlap: true,
        ...(type === "value" || type === "log" ? { formatter: formatTick } : {}),
      },
      ...extra,
    };
  }

  function band(item, color) {
    const points = item.points;
    return {
      type: "custom",
      name: item.name,
      z: 1,
      silent: true,
      encode: { x: 0, y: [1, 2] },
      data: points,
      itemStyle: { color },
      renderItem(params, api) {
        if (params.dataIndexInside !== 0) return undefined;
        const upper = points.map((point) => api.coord([point[0], point[2]]));
        const lower = points.map((point) => api.coord([point[0], point[1]]));
        return {
          type: "polygon",
          clipPath: { type: "rect", shape: { ...params.coordSys } },
          shape: { points: [...upper, ...lower.reverse()] },
          style: { fill: color, opacity: 0.18 },
        };
      },
    };
  }

  // Bands without a line belong to the points of their chart: nothing is known between two of them,
  // so each interval is a bar of its own. The narrower an interval, the broader its bar.
  function intervals(item, color, rank) {
    const few = item.points.length <= 40;
    const width = few ? 6 + 8 * rank : 2 + 2 * rank;
    return {
      type: "custom",
      name: item.name,
      z: 1,
      cursor: "default",
      encode: { x: 0, y: [1, 2] },
      data: item.points,
      itemStyle: { color },
      renderItem(params, api) {
        const [x, top] = api.coord([api.value(0), api.value(2)]);
        const bottom = api.coord([api.value(0), api.value(1)])[1];
        const shape = { x: x - width / 2, y: top, width, height: Math.max(bottom - top, 1), r: few ? 2 : 0 };
        return { type: "rect", shape, style: { fill: color, opacity: few ? 0.35 : 0.2 } };
      },
    };
  }

  // As broad in the legend as in the chart: the bars have one hue.
  const barIcon = (rank) => `path://M0 0h${6 + 8 * rank}v24h-${6 + 8 * rank}z`;

  // One hue for what a model says (its line and its bands), another for the data. A line beside
  // points without a band is something to compare with, and stays quiet.
  function hues(data, look) {
    const kinds = new Set(data.series.map((item) => item.kind));
    const banded = kinds.has("band");
    const mixed = kinds.has("scatter") && (banded || kinds.has("line"));
    const taken = new Map();
    let next = mixed ? 1 : 0;
    return data.series.map((item) => {
      const key = `${item.kind} ${item.name}`;
      if (!taken.has(key)) {
        if (item.kind === "band") taken.set(key, look.palette[0]);
        else if (item.kind === "line" && banded && ![...taken.keys()].some((name) => name.startsWith("line")))
          taken.set(key, look.palette[0]);
        else if (item.kind === "line" && mixed && !banded) taken.set(key, look.text);
        else taken.set(key, look.palette[next++ % look.palette.length]);
      }
      return taken.get(key);
    });
  }

  // Points first, then lines, then the bands from the narrow one to the wide one.
  function legendData(data, bare, apart) {
    const rank = { scatter: 0, bar: 0, line: 1, band: 2 };
    const order = data.series.map((item, index) => ({ item, rank: rank[item.kind], index }));
    order.sort((a, b) => a.rank - b.rank || (a.rank === 2 ? b.index - a.index : a.index - b.index));
    const icons = { scatter: "circle", bar: "roundRect", band: "roundRect" };
    const names = new Set();
    return order
      .filter(({ item }) => !names.has(item.name) && names.add(item.name))
      .map(({ item, index }) => (apart && item.kind === "band" ? { name: item.name, icon: barIcon(index) } : icons[item.kind] ? { name: item.name, icon: icons[item.kind] } : { name: item.name, ...(bare ? { itemStyle: { opacity: 0 } } : {}) }));
  }

  // Few points with short names say what they are; names that would overlap move apart, with a line to
  // their point. What finds no room is left to the hover.
  function names(item, look, place) {
    const few = item.labels.length > 0 && item.labels.length <= 25;
    const short = few && item.labels.every((name) => name && name.length <= 24 && Number.isNaN(Number(name)));
    if (!short) return {};
    const label = { show: true, position: "top", formatter: "{b}", color: look.strong, fontFamily: look.font, fontSize: 11 };
    return { label, labelLayout: place, labelLine: { show: true, lineStyle: { color: look.line } } };
  }

  function series(item, index, look, flip, color, mixed, apart, overlaid, place) {
    if (item.kind === "band") return apart ? intervals(item, color, index) : band(item, color);
    const data = item.points.map((point, at) => ({
      value: flip ? [point[1], point[0]] : point,
      name: item.labels[at] ?? "",
    }));
    const common = { name: item.name, data, itemStyle: { color }, cursor: "default" };
    if (item.kind === "line")
      return {
        ...common,
        type: "line",
        z: 2,
        showSymbol: !mixed && (data.length <= 30 || item.points.some((point) => point[1] === null)),
        symbol: mixed ? "none" : SYMBOLS[index % SYMBOLS.length],
        symbolSize: 6,
        lineStyle: { color, width: color === look.text ? 1.5 : 2, type: mixed ? (color === look.text ? "dashed" : "solid") : DASHES[index % DASHES.length] },
        connectNulls: false,
      };
    if (item.kind === "bar") return { ...common, type: "bar", z: 2, barMaxWidth: 36, ...(overlaid ? { barGap: "-100%" } : {}), itemStyle: { color, borderRadius: 3 } };
    return {
      ...common,
      type: "scatter",
      z: 3,
      symbol: mixed ? "circle" : SYMBOLS[index % SYMBOLS.length],
      symbolSize: data.length > 400 ? 5 : data.length > 80 ? 7 : 10,
      itemStyle: { color, opacity: data.length > 80 ? 0.5 : 0.9, borderColor: look.surface, borderWidth: data.length > 80 ? 0 : 1 },
      large: data.length > 4000,
      ...names(item, look, place),
    };
  }

  function tooltipText(data, flip) {
    return (params) => {
      const list = Array.isArray(params) ? params : [params];
      const lines = [];
      for (const item of list) {
        const point = flip ? [item.value[1], item.value[0]] : item.value;
        const label = item.name && item.name !== String(point[0]) ? `${item.name}\n` : "";
        if (!lines.length) lines.push(`${label}${data.x.title}: ${format(point[0])}`);
        const value = point.length > 2 ? `${format(point[1])} – ${format(point[2])}` : format(point[1]);
        lines.push(`${item.seriesName || data.y.title}: ${value}`);
      }
      return lines.join("\n");
    };
  }

  // Bars to both sides of zero share a row, as in a tornado chart; two to one side would hide one
  // another.
  function twoSided(data) {
    const taken = new Set();
    const bars = data.series.filter((item) => item.kind === "bar").flatMap((item) => item.points);
    const alone = ([place, size]) => !size || (!taken.has(`${size < 0} ${place}`) && taken.add(`${size < 0} ${place}`));
    return bars.some(([, size]) => size < 0) && bars.every(alone);
  }

  // Long or many categories read better as rows.
  function lieDown(data) {
    if (!data.series.length || !data.series.every((item) => item.kind === "bar")) return false;
    if (data.x.scale === "category" && twoSided(data)) return true;
    const names = [...new Set(data.series.flatMap((item) => item.points.map((point) => String(point[0]))))];
    return data.x.scale === "category" && (names.length > 7 || names.some((name) => name.length > 12));
  }

  function options(data, { animate = true } = {}) {
    const look = theme();
    const place = window.lepton.roomForNames();
    const flip = lieDown(data);
    const bars = data.series.some((item) => item.kind === "bar");
    const mixed = data.series.some((item) => item.kind === "scatter") && data.series.some((item) => item.kind !== "scatter");
    const apart = !data.series.some((item) => item.kind === "line");
    const onlyLines = data.series.every((item) => item.kind === "line");
    const colors = hues(data, look);
    const named = legendData(data, mixed, apart);
    const xExtra = { scale: !bars, horizontal: true };
    const yExtra = { scale: !bars };
    const labelled = data.series.some((item) => item.kind === "scatter" && names(item, look).label);
    const room = labelled ? { boundaryGap: ["8%", "8%"] } : {}; // for names beside the outermost points
    const category = { ...axis({ ...data.x, scale: data.x.scale }, look, xExtra), ...room };
    window.lepton.daysAlone(data, category);
    const value = axis(data.y, look, yExtra);
    return {
      animation: animate && !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
      animationDuration: 350,
      textStyle: { fontFamily: look.font, color: look.text },
      color: look.palette,
      grid: { left: 8, right: labelled ? 32 : 16, top: (data.series.length > 1 ? 40 : 16) + (labelled ? 16 : 0), bottom: 8 },
      legend: {
        show: named.length > 1,
        data: named,
        type: "scroll",
        top: 0,
        left: 0,
        itemGap: 16,
        textStyle: { color: look.text, fontFamily: look.font },
        pageTextStyle: { color: look.text },
      },
      tooltip: {
        renderMode: "richText",
        trigger: onlyLines || (data.x.scale === "category" && bars) ? "axis" : "item",
        confine: true,
        backgroundColor: look.surface,
        borderColor: look.line,
        textStyle: { color: look.strong, fontFamily: look.font, fontSize: 12, lineHeight: 18 },
        formatter: tooltipText(data, flip),
      },
      xAxis: flip ? value : category,
      yAxis: flip ? { ...category, inverse: true } : value,
      series: data.series.map((item, index) => series(item, index, look, flip, colors[index], mixed, apart, twoSided(data), place)),
    };
  }

  // --- cards -------------------------------------------------------------------------
  async function draw(card) {
    const id = card.dataset.chart;
    const area = card.querySelector("[data-chart-area]");
    const source = card.querySelector(`script[type="application/json"]`);
    if (!area || !source || drawn.has(card)) return;
    const data = JSON.parse(source.textContent);
    const again = opened.has(id);
    const numbers = card.querySelector("details.chart-numbers");
    if (numbers) {
      numbers.open = opened.get(id) ?? false;
      opened.set(id, numbers.open);
      numbers.addEventListener("toggle", () => opened.set(id, numbers.open));
    }
    area.hidden = false;
    drawn.set(card, null); // taken, while ECharts is on its way
    const echarts = await load();
    if (!area.isConnected) return void drawn.delete(card);
    if (lieDown(data)) area.style.height = `${Math.max(220, data.series[0].points.length * 26 + 70)}px`;
    const chart = echarts.init(area, null, { renderer: "canvas" });
    chart.setOption(options(data, { animate: !again }));
    drawn.set(card, { chart, data });
    sizes.observe(area);
    const actions = card.querySelector(".chart-actions");
    if (actions) actions.hidden = false;
    card.querySelector("[data-chart-png]")?.addEventListener("click", () => savePicture(data));
    card.querySelector("[data-chart-csv]")?.addEventListener("click", () => save(csv(data), "text/csv", `${data.key}.csv`));
  }

  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) window.echarts?.getInstanceByDom(target)?.resize();
  });

  function restyle() {
    for (const entry of drawn.values()) entry?.chart.setOption(options(entry.data, { animate: false }), true);
  }

  function drop(root) {
    for (const [card, entry] of drawn)
      if (root === card || root.contains?.(card)) {
        entry?.chart.dispose();
        drawn.delete(card);
      }
  }

  // --- downloads ----------------------------------------------------------------------
  function save(content, type, name) {
    const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  async function savePicture(data) {
    const echarts = await load();
    const look = theme();
    const host = document.createElement("div");
    const chart = echarts.init(host, null, { width: 1000, height: 600, devicePixelRatio: 2 });
    const drawing = options(data, { animate: false });
    chart.setOption({
      ...drawing,
      animation: false,
      backgroundColor: look.surface,
      title: { text: data.title, left: 16, top: 12, textStyle: { color: look.strong, fontFamily: look.font, fontSize: 18 } },
      legend: { ...drawing.legend, top: 44, left: 12 },
      grid: { left: 20, right: 28, top: data.series.length > 1 ? 84 : 60, bottom: 20 },
    });
    chart.renderToCanvas({ pixelRatio: 2, backgroundColor: look.surface }).toBlob((blob) => {
      if (blob) save(blob, "image/png", `${data.key}.png`);
      chart.dispose();
    });
  }

  function csv(data) {
    const labelled = data.series.some((item) => item.labels.length);
    const banded = data.series.some((item) => item.kind === "band");
    const say = words();
    const code = (value) => (Object.hasOwn(data.codes ?? {}, value) ? data.codes[value] : value); // of a country
    const head = [say.series, ...(labelled ? [say.name] : []), data.x.title];
    head.push(...(banded ? [`${data.y.title}, ${say.low}`, `${data.y.title}, ${say.high}`] : [data.y.title]));
    const rows = data.series.flatMap((item) =>
      item.points.map((point, at) => [item.name, ...(labelled ? [item.labels[at] ?? ""] : []), ...point].map(code)),
    );
    return csvText([head, ...rows]);
  }
  // The mark at the start tells spreadsheets that this is UTF-8.
  const csvText = (rows) => `\ufeff${rows.map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
  function field(value) {
    if (typeof value === "number") return String(value);
    let text = value === null || value === undefined ? "" : String(value);
    if (/^[=+\-@\t\r\n＝＋－＠]/.test(text) && Number.isNaN(Number(text))) text = `'${text}`; // a spreadsheet must not run it
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  // --- start ----------------------------------------------------------------------------
  function drawAll(root) {
    for (const card of root.querySelectorAll("[data-chart]")) draw(card);
    if (root.matches?.("[data-chart]")) draw(root);
  }
  window.lepton = Object.assign(window.lepton ?? {}, {
    charts: { load, theme, format, save, csvText, drawAll },
  });
  document.addEventListener("DOMContentLoaded", () => drawAll(document));
  document.addEventListener("htmx:load", (event) => drawAll(event.detail.elt));
  document.addEventListener("htmx:beforeCleanupElement", (event) => drop(event.detail.elt));
  document.addEventListener("lepton:theme", restyle);
})();
