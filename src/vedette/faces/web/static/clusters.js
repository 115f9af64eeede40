// Places that would lie on one another are drawn as one, anchored where most happened; which belong together depends on the zoom alone,
// so that nothing jumps while the days are brushed.
import { WORLD } from "./ground.js";

const APART = 30;

export class Clusters {
  /** `places` have x and y in world units; `weight` counts all incidents of each, whatever is filtered. */
  constructor(places, weight) {
    this.places = places;
    this.order = [...places.keys()].sort((a, b) => weight[b] - weight[a] || a - b);
    this.levels = new Map();
  }

  /** The clusters at this zoom: `of[place]` is the number of its cluster, `anchors` the place that each is drawn at. */
  at(z) {
    const level = Math.round(z * 2) / 2;
    if (!this.levels.has(level)) this.levels.set(level, this.made(WORLD * 2 ** level));
    return this.levels.get(level);
  }

  made(scale) {
    const of = new Int32Array(this.places.length).fill(-1);
    const anchors = [];
    const members = [];
    const cells = new Map();
    for (const index of this.order) {
      const { x, y } = this.places[index];
      const [px, py] = [x * scale, y * scale];
      const [cx, cy] = [Math.floor(px / APART), Math.floor(py / APART)];
      let home = -1;
      let least = APART;
      for (let i = cx - 1; i <= cx + 1; i++) {
        for (let j = cy - 1; j <= cy + 1; j++) {
          for (const other of cells.get(i * 4194304 + j) ?? []) {
            const away = Math.hypot(this.places[anchors[other]].x * scale - px, this.places[anchors[other]].y * scale - py);
            if (away < least) { least = away; home = other; }
          }
        }
      }
      if (home < 0) {
        home = anchors.length;
        anchors.push(index);
        members.push([]);
        const key = cx * 4194304 + cy;
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(home);
      }
      of[index] = home;
      members[home].push(index);
    }
    return { of, anchors, members };
  }
}
