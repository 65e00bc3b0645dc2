// The canonical form of a name, as certificates/names.py makes it. Both sides run the same table:
// tests/certificates/verification/vectors.json.
"use strict";

const SealedNames = (() => {
  const APOSTROPHES = /['’‘‛`´′ʹʻʼʽʾʿˈˊˋꞋꞌ＇ـ]/gu;
  const MARKS = /[\p{Mn}\p{Cf}]/gu;
  const BREAKS = /[\p{Zs}\p{Zl}\p{Zp}\p{Cc}\p{Pd}\p{Po}]/gu;
  const PLAIN = {
    ɓ: "b", ƈ: "c", ɗ: "d", ɖ: "d", đ: "d", ð: "d", ɛ: "e", ǝ: "e", ə: "e", ƒ: "f", ɠ: "g", ɣ: "g",
    ħ: "h", ɦ: "h", ı: "i", ɩ: "i", ƙ: "k", ł: "l", ŋ: "n", ɲ: "n", ɔ: "o", ø: "o", ƥ: "p", ŧ: "t",
    ƭ: "t", ʋ: "v", ƴ: "y", ȥ: "z", œ: "oe", æ: "ae", þ: "th",
  };

  // Case folding by way of capitals, letter by letter: a whole word would end in a final sigma.
  const folded = (text) => Array.from(text, (c) => c.toUpperCase().toLowerCase()).join("");

  // Code points decide the order, not the halves of which JavaScript makes the rarest letters.
  function byCodePoint(one, other) {
    const [a, b] = [Array.from(one), Array.from(other)];
    for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
      if (a[at] !== b[at]) return a[at].codePointAt(0) - b[at].codePointAt(0);
    }
    return a.length - b.length;
  }

  function nameKey(text) {
    const bare = folded(text.replace(APOSTROPHES, "")).normalize("NFKD");
    const letters = folded(bare.replace(APOSTROPHES, "")).replace(MARKS, "").replace(BREAKS, " ");
    const plain = Array.from(letters, (c) => PLAIN[c] ?? c).join("");
    return plain.split(" ").filter(Boolean).sort(byCodePoint).join(" ");
  }

  return { nameKey };
})();
