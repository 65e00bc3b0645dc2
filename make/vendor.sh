#!/usr/bin/env bash
# The one script of others that pages load: @noble/ed25519 (MIT, audited), for browsers without Ed25519.
# Fetched by npm in a pinned version whose digest is checked, made small by esbuild, kept with its licence.
set -euo pipefail

library=@noble/ed25519@3.2.0
digest=sha512-criDgRlnUA09hchYrTy/JUWPIEap5rZxQe6wDWzRx51oWWpDRcUpuNzlgPxDJaOK6AsW9c0wKcj3rKRv6t+bPQ==
target=$PWD/certificates/static/certificates/noble
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
packed=$(npm pack --silent "$library")
found=sha512-$(openssl dgst -sha512 -binary "$packed" | base64 --wrap=0)
[ "$found" = "$digest" ] || { echo "$packed is not the pinned one: $found" >&2; exit 1; }
tar xzf "$packed"
npm install --silent --no-save --prefix "$work/tool" esbuild@0.25.12
mkdir -p "$target"
"$work/tool/node_modules/.bin/esbuild" package/index.js --minify --target=es2020 --format=esm \
    --banner:js="/*! noble-ed25519 3.2.0, MIT License, (c) Paul Miller: see LICENSE beside this file */" \
    --outfile="$target/ed25519.js"
cp package/LICENSE "$target/LICENSE"
