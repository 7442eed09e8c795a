#!/bin/sh
# Makes the namespace and the search attributes that Tandem sets on a call, unless they are there. Address and namespace
# are in the environment (TEMPORAL_…).
set -eu

temporal operator namespace describe >/dev/null 2>&1 \
  || temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 72h

# Each name with its type: names beyond the types are passed over without a word. Attributes that are there already are
# left as they are. A namespace that was just made is not known everywhere at once, so this is tried for a minute.
attempts=30
until temporal operator search-attribute create \
  --name TandemOrganization --type Keyword \
  --name TandemWorkflow --type Keyword \
  --name TandemVersion --type Keyword \
  --name TandemChannel --type Keyword \
  --name TandemAgent --type Keyword \
  --name TandemStatus --type Keyword; do
  attempts=$((attempts - 1))
  [ $attempts -gt 0 ] || exit 1
  sleep 2
done
