# Sourced by ./run, ./test and ./bench: finds a JDK of at least 25 and exports JAVA_HOME, or says in one line what is missing.

is_jdk() { # folder
  [ -x "$1/bin/javac" ] && [ "$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p;q')" -ge 25 ] 2>/dev/null
}

find_jdk() {
  local candidate
  if [ -n "${JAVA_HOME:-}" ] && is_jdk "$JAVA_HOME"; then
    return 0
  fi
  if command -v javac >/dev/null; then
    candidate=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
    if is_jdk "$candidate"; then
      export JAVA_HOME=$candidate
      return 0
    fi
  fi
  for candidate in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk "$candidate"; then
      export JAVA_HOME=$candidate
      return 0
    fi
  done
  echo "JDK 25 or newer was not found in JAVA_HOME, PATH or the usual folders: install one, or set JAVA_HOME to it." >&2
  return 1
}
