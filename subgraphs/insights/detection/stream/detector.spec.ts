import { describe, expect, it } from 'vitest';
import { createStreamDetector, scoreSeries } from './detector.ts';

/** Normal noise from a linear congruential generator: the same in every run. */
function noise(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

const WEEK = [1, 0.9, 0.95, 1, 1.3, 1.7, 1.4];

/** A shop's days: a week's rhythm with noise of 10%. */
function shop(days: number, seed = 1, change: (day: number) => number = () => 1): Float64Array {
  const next = noise(seed);
  return Float64Array.from(
    { length: days },
    (_, day) => 1000 * (WEEK[day % 7] ?? 1) * Math.exp(0.1 * next()) * change(day),
  );
}

const alarmsOf = (flag: Uint8Array): number[] => [...flag.keys()].filter((at) => flag[at] === 1);

describe('the point detector', () => {
  it('judges a point by the past only', () => {
    const values = shop(500, 3, (day) => (day > 420 ? 2 : 1));
    const whole = scoreSeries(values);
    const other = Float64Array.from(values, (value, at) => (at < 300 ? value : 1e6 * Math.sin(at)));
    const beginning = scoreSeries(other);
    for (const part of ['score', 'flag', 'expected', 'evidence'] as const)
      expect([...beginning[part].subarray(0, 300)]).toEqual([...whole[part].subarray(0, 300)]);
    expect(beginning.score[300]).not.toBe(whole.score[300]);
  });

  it('says the same each time, whole or point by point', () => {
    const values = shop(300, 5);
    const detector = createStreamDetector({ season: 7 });
    const pushed = Array.from(values, (value) => detector.push(value));
    const { score, flag } = scoreSeries(values, { season: 7 });
    expect(pushed.map((judgement) => judgement.score)).toEqual([...score]);
    expect(pushed.map((judgement) => Number(judgement.flag))).toEqual([...flag]);
  });

  it('does not care for the unit', () => {
    const values = shop(400, 7, (day) => (day === 350 ? 3 : 1));
    const plain = scoreSeries(values);
    const larger = scoreSeries(values.map((value) => value * 1024));
    larger.evidence.forEach((evidence, at) => {
      expect(evidence).toBeCloseTo(plain.evidence[at] ?? 0, 6);
    });
    larger.score.forEach((score, at) => {
      expect(score).toBeCloseTo(plain.score[at] ?? 0, 6);
    });
  });

  it.each([
    ['a day without sales', (day: number) => (day === 300 ? 0 : 1)],
    ['a day of four times the sales', (day: number) => (day === 300 ? 4 : 1)],
  ])('gives an alarm on %s, that day', (_, change) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { flag, score } = scoreSeries(shop(330, seed, change), { season: 7 });
      expect(flag[300]).toBe(1);
      expect(score[300]).toBeGreaterThan(0.6);
      // A day is a story of its own: the days after it are not alarms.
      expect(alarmsOf(flag.subarray(301, 311))).toEqual([]);
    }
  });

  it.each([0.6, 1.6])('gives an alarm within ten days when the level goes to %f', (factor) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { flag } = scoreSeries(
        shop(400, seed, (day) => (day >= 300 ? factor : 1)),
        { season: 7 },
      );
      expect(alarmsOf(flag.subarray(300, 310)).length).toBeGreaterThanOrEqual(1);
      // ... and then it is the new normal: a few alarms while it is learnt, not one a day.
      expect(alarmsOf(flag.subarray(310)).length).toBeLessThanOrEqual(3);
    }
  });

  it('gives less than one alarm in two months where nothing happens', () => {
    let alarms = 0;
    for (let seed = 1; seed <= 20; seed++)
      alarms += alarmsOf(scoreSeries(shop(400, seed), { season: 7 }).flag).length;
    expect((alarms / (20 * 370)) * 60).toBeLessThan(1);
  });

  it('expects what the weekday had, whether told of the week or not', () => {
    for (const options of [{ season: 7 }, {}]) {
      const { expected } = scoreSeries(shop(400, 9), options);
      for (let day = 300; day < 400; day++)
        expect(Math.abs((expected[day] ?? 0) / (1000 * (WEEK[day % 7] ?? 1)) - 1)).toBeLessThan(0.25);
    }
  });

  it('sees what breaks the rhythm although the value is an ordinary one', () => {
    const next = noise(11);
    const values = Float64Array.from(
      { length: 3000 },
      (_, at) => 100 + 40 * Math.sin((2 * Math.PI * at) / 96) + next(),
    );
    values[2808] = 100 - 40 * Math.sin((2 * Math.PI * 2808) / 96);
    expect(scoreSeries(values).flag[2808]).toBe(1);
    expect(scoreSeries(values, { season: 96 }).flag[2808]).toBe(1);
  });

  it('says nothing before it knows enough', () => {
    const wild = Float64Array.from({ length: 29 }, (_, at) => 10 ** (at % 9));
    expect([...scoreSeries(wild).score]).toEqual(new Array(29).fill(0));
    const { score, flag } = scoreSeries(
      shop(90, 2, (day) => (day === 59 ? 9 : 1)),
      { season: 30 },
    );
    expect([...score.subarray(0, 60)]).toEqual(new Array(60).fill(0));
    expect(alarmsOf(flag.subarray(0, 60))).toEqual([]);
  });

  it('passes over unknown values and keeps the phase', () => {
    const values = shop(400, 13, (day) => (day === 380 ? 0 : 1));
    for (let day = 100; day < 375; day += 9) values[day] = Number.NaN;
    const { score, flag, expected } = scoreSeries(values, { season: 7 });
    expect(score[100]).toBe(0);
    expect(score.every((one) => one >= 0 && one < 1)).toBe(true);
    expect(flag[380]).toBe(1);
    expect(Math.abs((expected[375] ?? 0) / (1000 * (WEEK[375 % 7] ?? 1)) - 1)).toBeLessThan(0.25);
    expect([...scoreSeries(new Array(100).fill(Number.NaN)).score]).toEqual(new Array(100).fill(0));
  });

  it('is silent on a constant, and speaks when it changes', () => {
    const values = new Float64Array(400).fill(5);
    values[300] = 6;
    expect(alarmsOf(scoreSeries(values).flag)).toEqual([300]);
  });

  it('refuses a season that is none', () => {
    for (const season of [0, -7, 1.5, Number.NaN])
      expect(() => createStreamDetector({ season })).toThrow('season is a whole number of points, 1 or more');
    expect(() => createStreamDetector({ season: 1 })).not.toThrow();
  });
});
