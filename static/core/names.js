// Names on charts: those of points stand apart from one another (charts.js gives it to ECharts as
// labelLayout), and an axis of days names days.
(() => {
  "use strict";
  // Puts each name above its point, or as near as there is room. ECharts asks several times; where the first
  // box has moved, the chart has another size and all is placed anew.
  function roomForNames() {
    const placed = new Map();
    const at = (box) => ({ x: box.x + box.width / 2, y: box.top + box.height / 2, align: "center", verticalAlign: "middle" });
    return ({ dataIndex, seriesIndex, labelRect: box }) => {
      const key = `${seriesIndex} ${dataIndex}`;
      const known = placed.get(key);
      if (known && Math.abs(known.x - box.x) < 1 && Math.abs(known.y - box.y) < 1) return at(known);
      if (known && key === placed.keys().next().value) placed.clear();
      placed.delete(key);
      const taken = [...placed.values()];
      const step = box.height + 2;
      for (const dy of [0, -step, 2 * step, -2 * step, 3 * step, -3 * step, 4 * step]) {
        const top = box.y + dy;
        const meets = (other) => box.x < other.x + other.width && other.x < box.x + box.width && top < other.top + other.height && other.top < top + box.height;
        if (taken.some(meets)) continue;
        placed.set(key, { x: box.x, y: box.y, width: box.width, height: box.height, top });
        return at(placed.get(key));
      }
      return { hideOverlap: true };
    };
  }

  const language = document.documentElement.lang || "en";
  const day = new Intl.DateTimeFormat(language, { month: "short", day: "numeric" });
  const dayOfYear = new Intl.DateTimeFormat(language, { year: "numeric", month: "short", day: "numeric" });

  // Points that are days have no hours between them.
  function daysAlone(data, axis) {
    const days = data.series.flatMap((item) => item.points.map((point) => point[0]));
    if (data.x.scale !== "time" || !days.every((one) => /^\d{4}-\d\d-\d\d$/.test(one))) return;
    const tool = new Set(days.map((one) => one.slice(0, 4))).size > 1 ? dayOfYear : day;
    axis.minInterval = 24 * 60 * 60 * 1000;
    axis.axisLabel.formatter = (moment) => (new Date(moment).getHours() ? "" : tool.format(moment));
  }
  window.lepton = Object.assign(window.lepton ?? {}, { roomForNames, daysAlone });
})();
