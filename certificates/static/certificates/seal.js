// Reads and judges the seal of a QR code on the device itself; certificates/sealing.py makes it.
// The layout is docs/verify-page.md.
"use strict";

const Seals = (() => {
  const [SIZE, STATED, BLOCK, DIGITS] = [105, 41, 7, 17];
  const KINDS = ["distinction", "merit", "completion", "participation", "attendance"];
  const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const utf8 = (text) => new TextEncoder().encode(text);
  const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  const fromBase64url = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

  function joined(...parts) {
    const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  // Five bytes are eight characters: the name of a key.
  function keyName(bytes) {
    let bits = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    let name = "";
    for (let n = 0; n < 8; n += 1, bits >>= 5n) name = BASE32[Number(bits & 31n)] + name;
    return name;
  }

  // What the digits state, or null when they are no seal of a version known here.
  function read(digits) {
    if (!/^[0-9]{255}$/.test(digits)) return null;
    const bytes = new Uint8Array(SIZE);
    for (let block = 0; block < SIZE / BLOCK; block += 1) {
      let value = BigInt(digits.slice(block * DIGITS, (block + 1) * DIGITS));
      if (value >> 56n) return null;
      for (let at = BLOCK - 1; at >= 0; at -= 1, value >>= 8n) {
        bytes[block * BLOCK + at] = Number(value & 255n);
      }
    }
    const kind = KINDS[bytes[0] & 15];
    if (bytes[0] >> 4 !== 1 || !kind) return null;
    const months = bytes[6] * 256 + bytes[7];
    return {
      kind,
      key: keyName(bytes.slice(1, 6)),
      month: new Date(Date.UTC(2000 + Math.floor(months / 12), months % 12, 1)),
      print: bytes[8],
      course: hex(bytes.slice(9, 15)),
      salt: bytes.slice(15, 23),
      nameHash: hex(bytes.slice(23, STATED)),
      stated: bytes.slice(0, STATED),
      signature: bytes.slice(STATED),
    };
  }

  async function signedBy(raw, signature, message, library) {
    try {
      const key = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
      return await crypto.subtle.verify("Ed25519", key, signature, message);
    } catch {
      // A browser without Ed25519: the small library does the arithmetic.
      const { verifyAsync } = await import(library);
      return verifyAsync(signature, message, raw, { zip215: false });
    }
  }

  async function hashOf(name, number, salt) {
    const canonical = SealedNames.nameKey(name);
    const head = utf8(`relais/sealed-name/1\0${number}\0`);
    const whole = await sha256(joined(head, salt, utf8(canonical)));
    return canonical ? hex(whole.slice(0, 18)) : "";
  }

  // "authentic", "other-name", "unknown-key" or "forged". `keys` as in /v/keys.json; `library` is
  // the address of the script for browsers without Ed25519.
  async function judge(seal, { number, name, keys, library }) {
    const named = keys.filter((key) => key.id === seal.key);
    if (!named.length) return "unknown-key";
    const message = joined(utf8(`relais/seal/1\0${number}\0`), seal.stated);
    for (const key of named) {
      if (await signedBy(fromBase64url(key.x), seal.signature, message, library)) {
        const same = (await hashOf(name, number, seal.salt)) === seal.nameHash;
        return same ? "authentic" : "other-name";
      }
    }
    return "forged";
  }

  // Whether this browser signs by itself; without it the library must be kept for later.
  async function ownEd25519() {
    try {
      await crypto.subtle.importKey("raw", new Uint8Array(32), "Ed25519", false, ["verify"]);
      return true;
    } catch {
      return false;
    }
  }

  return { read, judge, ownEd25519 };
})();
