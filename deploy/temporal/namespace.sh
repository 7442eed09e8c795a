#!/bin/sh
# Makes the namespace and the search attributes that Tandem sets on a call, unless they are there. Address and namespace
# are in the environment (TEMPORAL_…).
set -eu

temporal operator namespace describe >/dev/null 2>&1 \
  || temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 72h

# Those that are there already are left as they are.
temporal operator search-attribute create --type Keyword \
  --name TandemOrganization --name TandemWorkflow --name TandemVersion \
  --name TandemChannel --name TandemAgent --name TandemStatus
