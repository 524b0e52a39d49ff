// The task of the question form: find a number whose SHA-256 together with the form's mark begins with so many zero
// bits. It takes a phone about a second, and a flood of forms as much again for each. Nothing is measured or sent
// but that number. Without this script the form still goes through, after a wait.
(() => {
  "use strict";
  const K = [];
  const H0 = [];
  const root = (p, power) => (p ** power % 1) * 4294967296;
  for (let n = 2; K.length < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (H0.length < 8) H0.push(root(n, 1 / 2) | 0);
    K.push(root(n, 1 / 3) | 0);
  }
  const W = new Int32Array(64);

  /** The first 32 bits of SHA-256 over ASCII. */
  function head(text) {
    const length = text.length;
    const words = new Int32Array((((length + 8) >> 6) + 1) * 16);
    for (let i = 0; i < length; i++) words[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
    words[length >> 2] |= 0x80 << (24 - (length % 4) * 8);
    words[words.length - 1] = length * 8;
    const H = H0.slice();
    for (let block = 0; block < words.length; block += 16) {
      let [a, b, c, d, e, f, g, h] = H;
      for (let i = 0; i < 64; i++) {
        if (i < 16) W[i] = words[block + i];
        else {
          const x = W[i - 15];
          const y = W[i - 2];
          W[i] =
            (W[i - 16] +
              (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) +
              W[i - 7] +
              (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10))) |
            0;
        }
        const t1 =
          (h +
            (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) +
            ((e & f) ^ (~e & g)) +
            K[i] +
            W[i]) |
          0;
        const t2 =
          ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) +
            ((a & b) ^ (a & c) ^ (b & c))) |
          0;
        h = g;
        g = f;
        f = e;
        e = (d + t1) | 0;
        d = c;
        c = b;
        b = a;
        a = (t1 + t2) | 0;
      }
      [a, b, c, d, e, f, g, h].forEach((v, i) => (H[i] = (H[i] + v) | 0));
    }
    return H[0];
  }

  for (const form of document.querySelectorAll("form[data-bits]")) {
    const mark = form.elements.namedItem("mark").value;
    const nonce = form.elements.namedItem("nonce");
    const bits = Number(form.dataset.bits);
    const said = form.querySelector("[role=status]");
    let n = 0;
    let begun = false;
    let waiting = null;
    const work = () => {
      const until = performance.now() + 24;
      while (performance.now() < until) {
        for (let i = 0; i < 64; i++, n++) {
          if (Math.clz32(head(mark + "." + n)) < bits) continue;
          nonce.value = String(n);
          if (waiting) waiting();
          return;
        }
      }
      setTimeout(work);
    };
    const begin = () => {
      if (!begun) setTimeout(work);
      begun = true;
    };
    form.addEventListener("focusin", begin);
    form.addEventListener("submit", (event) => {
      if (nonce.value !== "") return;
      event.preventDefault();
      const by = event.submitter;
      waiting = () => form.requestSubmit(by);
      said.textContent = said.dataset.words;
      begin();
    });
  }
})();
