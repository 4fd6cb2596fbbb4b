// The symbol map: a labelled point for each market on land without borders. The numbers behind it
// are in the page's table; a click opens the market. Colours and shapes come from projects.css.
(() => {
  "use strict";
  const AREA = [[-170, 79], [180, -56]]; // the inhabited world: no Antarctica
  const HOME = "path://M12 2 L22 11 H19 V21 H14 V15 H10 V21 H5 V11 H2 Z";
  const LABEL_GAP = 5;
  const LABEL_HEIGHT = 15;
  const SIDES = ["right", "left", "top", "bottom"];
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
  const aspect = (() => {
    const [[west, north], [east, south]] = AREA;
    const width = projection.project([east, 0])[0] - projection.project([west, 0])[0];
    return width / (projection.project([0, south])[1] - projection.project([0, north])[1]);
  })();

  let land;
  function register(echarts, url) {
    land ??= fetch(url)
      .then((response) => response.json())
      .then((shape) => echarts.registerMap("land", shape));
    return land;
  }

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const coarse = window.matchMedia("(pointer: coarse)").matches;

  class MarketMap {
    constructor(area, echarts) {
      this.area = area;
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
      return Math.min(this.area.clientWidth - 16, (this.area.clientHeight - 16) * aspect);
    }

    geo() {
      return {
        map: "land",
        silent: true,
        roam: this.roam(),
        zoom: this.zoom,
        center: null,
        projection,
        boundingCoords: AREA,
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
      const marks = this.items.map(({ value, symbolSize }) => {
        const [x, y] = this.chart.convertToPixel("geo", value);
        const half = symbolSize / 2;
        return { x, y, half, box: [x - half, y - half, x + half, y + half] };
      });
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
        return { ...item, label: side ? { show: true, position: side } : { show: false } };
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
    await register(echarts, area.dataset.land);
    new MarketMap(area, echarts);
  }
  document.addEventListener("DOMContentLoaded", start);
})();
