// The symbol map: a labelled point for each market on land without borders. The numbers behind it
// are in the page's table; a click opens the market. Land and projection come from core/maps.js,
// colours and shapes from projects.css.
(() => {
  "use strict";
  const HOME = "path://M12 2 L22 11 H19 V21 H14 V15 H10 V21 H5 V11 H2 Z";
  const LABEL_GAP = 5;
  const LABEL_HEIGHT = 15;
  const SIDES = ["right", "left", "top", "bottom"];
  const NUDGES = [[0, 0], [-1, 1], [1, 1], [-1, -1], [1, -1], [0, 2], [-2, 0], [2, 0], [0, -2], [-2, 2], [2, 2]];
  const { projection, register } = window.lepton.maps;

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const coarse = window.matchMedia("(pointer: coarse)").matches;

  class MarketMap {
    constructor(area, echarts, aspect) {
      this.area = area;
      this.aspect = aspect;
      this.echarts = echarts;
      this.points = JSON.parse(document.getElementById("market-points").textContent);
      // Who is placed first keeps the best side for its name: home, then the furthest on.
      this.points.sort((a, b) => b.home - a.home || b.step - a.step || a.name.localeCompare(b.name));
      this.zoom = 1;
      area.hidden = false;
      this.chart = echarts.init(area, null, { renderer: "canvas" });
      this.chart.on("click", ({ data }) => data?.url && window.location.assign(data.url));
      this.chart.on("georoam", () => this.placeNames());
      new ResizeObserver(() => this.resize()).observe(area);
      document.addEventListener("lepton:theme", () => this.draw());
      this.bindButtons();
      this.draw();
    }

    bindButtons() {
      const card = this.area.closest(".card");
      const bind = (name, act) => card.querySelector(`[data-map-${name}]`)?.addEventListener("click", act);
      card.querySelector("[data-map-actions]").hidden = false;
      bind("in", () => this.zoomBy(1.6));
      bind("out", () => this.zoomBy(1 / 1.6));
      bind("reset", () => { this.zoom = 1; this.draw(); });
      bind("png", () => this.picture());
    }

    zoomBy(factor) {
      const geo = this.chart.getOption().geo[0];
      this.zoom = Math.min(Math.max(geo.zoom * factor, 1), 12);
      // From the whole world the first step goes where the markets are.
      const center = geo.center && geo.zoom > 1 ? geo.center : this.middle();
      this.chart.setOption({ geo: { zoom: this.zoom, center, roam: this.roam() } });
      this.placeNames();
    }

    middle() {
      const at = (key) => this.points.reduce((sum, point) => sum + point[key], 0) / this.points.length;
      return this.points.length ? [at("lon"), at("lat")] : [10, 20];
    }

    roam() {
      // One finger scrolls the page until the map is zoomed in; the wheel always does.
      return coarse && this.zoom === 1 ? false : "move";
    }

    size() {
      return Math.min(this.area.clientWidth - 16, (this.area.clientHeight - 24) * this.aspect);
    }

    geo() {
      return {
        map: "land",
        silent: true,
        roam: this.roam(),
        zoom: this.zoom,
        center: null,
        projection,
        layoutCenter: ["50%", "50%"],
        layoutSize: this.size(),
        itemStyle: {
          areaColor: css("--map-land"),
          borderColor: css("--map-coast"),
          borderWidth: 0.7,
        },
      };
    }

    data() {
      return this.points.map((point) => {
        const color = css(`--stage-${point.stage.replaceAll("_", "-")}`);
        return {
          name: point.name,
          value: [point.lon, point.lat],
          url: point.url,
          point,
          symbol: point.home ? HOME : point.step > 5 ? "diamond" : "circle",
          symbolSize: point.home ? 20 : point.step > 5 ? 15 : 12,
          itemStyle: { color, borderColor: css("--map-ring"), borderWidth: 1.5 },
        };
      });
    }

    draw() {
      const look = window.lepton.charts.theme();
      this.items = this.data();
      this.chart.setOption(
        {
          animation: false,
          geo: this.geo(),
          tooltip: {
            // Rich text is drawn on the canvas: no markup, so nothing for the page's policy to stop.
            renderMode: "richText",
            backgroundColor: look.surface,
            borderColor: look.line,
            textStyle: { color: look.strong, fontFamily: look.font, fontSize: 13 },
            formatter: ({ data }) => this.words(data.point),
          },
          series: [
            {
              id: "markets",
              type: "scatter",
              coordinateSystem: "geo",
              data: this.items,
              cursor: "pointer",
              emphasis: { scale: 1.25, label: { show: true } },
              label: {
                show: true,
                formatter: "{b}",
                distance: LABEL_GAP,
                color: look.strong,
                fontFamily: look.font,
                fontSize: 12,
                textBorderColor: css("--map-sea"),
                textBorderWidth: 3,
              },
            },
          ],
        },
        { notMerge: true },
      );
      this.placeNames();
    }

    words(point) {
      const { homeLabel, ownerLabel, launchLabel } = this.area.dataset;
      return [
        point.home ? `${point.name} · ${homeLabel}` : point.name,
        `${point.step}. ${point.stageLabel}`,
        point.owner && `${ownerLabel}: ${point.owner}`,
        point.launch && `${launchLabel}: ${point.launch}`,
      ]
        .filter(Boolean)
        .join("\n");
    }

    // Each name goes to the side where it covers nothing; where there is none it waits for a hover
    // or a zoom. The point itself always stays.
    placeNames() {
      const context = document.createElement("canvas").getContext("2d");
      context.font = `12px ${window.lepton.charts.theme().font}`;
      const marks = [];
      for (const { value, symbolSize } of this.items)
        marks.push(place(this.chart.convertToPixel("geo", value), symbolSize / 2, marks));
      const taken = marks.map(({ box }) => box);
      const { clientWidth, clientHeight } = this.area;
      const inside = ([l, t, r, b]) => l > 2 && t > 2 && r < clientWidth - 2 && b < clientHeight - 2;
      const data = this.items.map((item, index) => {
        const mark = marks[index];
        const width = context.measureText(item.name).width;
        const free = (box) =>
          inside(box) && taken.every((other) => other === mark.box || !meets(box, other));
        const side = SIDES.find((name) => free(labelBox(mark, width, name)));
        if (side) taken.push(labelBox(mark, width, side));
        const symbolOffset = mark.offset;
        return { ...item, symbolOffset, label: side ? { show: true, position: side } : { show: false } };
      });
      this.chart.setOption({ series: [{ id: "markets", data }] });
    }

    resize() {
      this.chart.resize();
      this.chart.setOption({ geo: { layoutSize: this.size() } });
      this.placeNames();
    }

    picture() {
      const backgroundColor = window.lepton.charts.theme().surface;
      this.chart.renderToCanvas({ pixelRatio: 2, backgroundColor }).toBlob((blob) => {
        if (blob) window.lepton.charts.save(blob, "image/png", "markets.png");
      });
    }
  }

  // Markets that would cover each other (Hong Kong and Macao) stand side by side.
  function place([x, y], half, others) {
    const crowded = (dx, dy) =>
      others.some((other) => Math.hypot(other.x - x - dx, other.y - y - dy) < half + other.half - 2);
    const [dx, dy] = NUDGES.find(([right, down]) => !crowded(right * half, down * half)) ?? [0, 0];
    const [left, top] = [x + dx * half, y + dy * half];
    return {
      x: left,
      y: top,
      half,
      offset: [dx * half, dy * half],
      box: [left - half, top - half, left + half, top + half],
    };
  }

  function labelBox({ x, y, half }, width, side) {
    const away = half + LABEL_GAP;
    const top = y - LABEL_HEIGHT / 2;
    if (side === "right") return [x + away, top, x + away + width, top + LABEL_HEIGHT];
    if (side === "left") return [x - away - width, top, x - away, top + LABEL_HEIGHT];
    const left = x - width / 2;
    const up = side === "top" ? y - away - LABEL_HEIGHT : y + away;
    return [left, up, left + width, up + LABEL_HEIGHT];
  }
  const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  async function start() {
    const area = document.querySelector("[data-market-map]");
    if (!area || !window.lepton?.charts) return;
    const echarts = await window.lepton.charts.load();
    const aspect = await register(echarts);
    new MarketMap(area, echarts, aspect);
  }
  document.addEventListener("DOMContentLoaded", start);
})();
