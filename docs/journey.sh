#!/usr/bin/env bash
# The licensing journey by curl, as docs/journey.md tells it. Needs `./run` at `Ready`, curl and sha256sum.
#   docs/journey.sh           walks all of it
#   source docs/journey.sh    gives you the functions, to walk by hand
set -euo pipefail

STACK=${STACK:-.local/stack.json}
text() { tr -d '\n' <"$STACK"; }
service() { text | sed -n "s/.*\"$1\" *: *\"\(http[^\"]*\)\".*/\1/p"; }
field() { tr -d '\n' | sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }

REGISTRY=$(service registry) REVIEW=$(service review) AUDIT=$(service audit) TOKENS=$(service tokenEndpoint)

# An access token of a person of the local realm (the password is the user name).
token() { curl -sSf "$TOKENS" -d grant_type=password -d client_id=local-cli -d "username=$1" -d "password=$1" | field access_token; }

# An access token of a vendor's machine client.
vendor_token() { curl -sSf "$TOKENS" -d grant_type=client_credentials -d "client_id=$1" -d "client_secret=$2" | field access_token; }

# call TOKEN METHOD URL [curl options]: prints the answer; a refusal is printed and ends the walk
call() {
  local token=$1 method=$2 url=$3
  shift 3
  curl -sS --fail-with-body -X "$method" "$url" -H "Authorization: Bearer $token" -H "Content-Type: application/json" "$@" || { echo >&2; return 1; }
}

# newest CASE of this model in the queue; the outbox needs a moment
await_case() {
  local id
  for _ in $(seq 60); do
    id=$(call "$(token intake)" GET "$REVIEW/queue?status=SUBMITTED&limit=200" | tr '{' '\n' | grep "\"modelName\":\"$1\"" | field caseId || true)
    [ -n "$id" ] && { echo "$id"; return 0; }
    sleep 0.5
  done
  echo "no case opened for $1" >&2
  return 1
}

await_licence() { # sha256 of a weights file
  local number
  for _ in $(seq 60); do
    number=$(curl -sS "$REGISTRY/verifications" -H "Content-Type: application/json" -d "{\"digests\": [\"$1\"]}" | field number || true)
    [ -n "$number" ] && { echo "$number"; return 0; }
    sleep 0.5
  done
  echo "no licence for $1" >&2
  return 1
}

walk() {
  local mark weights model version application dossier tag vendor
  mark=$RANDOM$RANDOM
  weights=$(echo "weights $mark" | sha256sum | cut -d' ' -f1)

  echo "1  The registrar registers a vendor; its secret is shown once"
  vendor=$(call "$(token registrar)" POST "$REGISTRY/vendors" -d "{\"legalName\": \"Journey $mark Ltd\",
    \"registrationId\": \"J-$mark\", \"region\": \"CN-BJ\", \"address\": \"1 Example Road\", \"contactEmail\": \"a@vendor.example\"}")
  VENDOR=$(vendor_token "$(field clientId <<<"$vendor")" "$(field clientSecret <<<"$vendor")")

  echo "2  The vendor registers a model and a version with the digests of its weights"
  model=$(call "$VENDOR" POST "$REGISTRY/models" -d "{\"name\": \"Journey $mark\", \"otherNames\": [], \"purpose\": \"Dialogue\", \"scope\": \"GENERAL\"}" | field id)
  version=$(call "$VENDOR" POST "$REGISTRY/models/$model/versions" -d "{\"label\": \"1.0\", \"modalitiesIn\": [\"TEXT\"], \"modalitiesOut\": [\"TEXT\"],
    \"totalParameters\": 7000000000, \"contextWindow\": 32768, \"architecture\": \"transformer\", \"weightsLicence\": \"proprietary\",
    \"lineage\": {\"relation\": \"PRETRAINED\"}, \"weights\": [{\"path\": \"model.safetensors\", \"size\": 14000000000, \"sha256\": \"$weights\"}]}" | field id)

  echo "3  It drafts an application, uploads its documents and fills in the dossier"
  application=$(call "$VENDOR" POST "$REGISTRY/applications" -d "{\"modelVersionId\": \"$version\", \"schemeCode\": \"DEMO\", \"track\": \"MODEL\", \"kind\": \"INITIAL\", \"region\": \"CN-BJ\"}" | field id)
  echo "assessment $mark" >"${TMPDIR:-/tmp}/assessment-$mark" && echo "agreement $mark" >"${TMPDIR:-/tmp}/agreement-$mark"
  for file in assessment agreement; do
    curl -sS --fail-with-body -o /dev/null -X PUT "$REGISTRY/documents/$(sha256sum <"${TMPDIR:-/tmp}/$file-$mark" | cut -d' ' -f1)" -H "Authorization: Bearer $VENDOR" \
      -H "If-None-Match: *" -H "Content-Type: application/octet-stream" --data-binary @"${TMPDIR:-/tmp}/$file-$mark"
  done
  echo "   what is missing: $(call "$VENDOR" POST "$REGISTRY/applications/$application/validations" | grep -o '"rule"' | wc -l) items"
  dossier=$(cat "$(dirname "${BASH_SOURCE[0]}")/journey-dossier.json")
  dossier=${dossier/ASSESSMENT_SHA256/$(sha256sum <"${TMPDIR:-/tmp}/assessment-$mark" | cut -d' ' -f1)}
  dossier=${dossier/AGREEMENT_SHA256/$(sha256sum <"${TMPDIR:-/tmp}/agreement-$mark" | cut -d' ' -f1)}
  rm -f "${TMPDIR:-/tmp}/assessment-$mark" "${TMPDIR:-/tmp}/agreement-$mark"
  tag=$(curl -sS -D - -o /dev/null "$REGISTRY/applications/$application" -H "Authorization: Bearer $VENDOR" | tr -d '\r' | sed -n 's/^[Ee][Tt][Aa][Gg]: //p')
  call "$VENDOR" PUT "$REGISTRY/applications/$application" -H "If-Match: $tag" -d "$dossier" >/dev/null
  echo "   what is missing: $(call "$VENDOR" POST "$REGISTRY/applications/$application/validations" | grep -o '"rule"' | wc -l) items"

  echo "4  It submits; a case opens"
  call "$VENDOR" POST "$REGISTRY/applications/$application/submission" >/dev/null
  CASE=$(await_case "Journey $mark")

  echo "5  The intake officer accepts; a case officer claims and assesses"
  call "$(token intake)" POST "$REVIEW/cases/$CASE/acceptance" >/dev/null
  OFFICER=$(token officer)
  call "$OFFICER" POST "$REVIEW/cases/$CASE/claim" >/dev/null
  for counts in "content-safety 1000 962" "should-refuse 300 290" "should-not-refuse 300 290"; do
    read -r suite sampled passed <<<"$counts"
    call "$OFFICER" POST "$REVIEW/cases/$CASE/evaluations" -d "{\"suite\": \"$suite\", \"party\": \"ACCEPTED\", \"sampled\": $sampled, \"passed\": $passed}" >/dev/null
  done
  for clause in 5.1 6 7 9.3 9.4; do
    call "$OFFICER" PUT "$REVIEW/cases/$CASE/assessments/$clause" -H 'If-Match: "0"' -d '{"verdict": "COMPLIES", "reason": "Seen in the dossier.", "evidence": []}' >/dev/null
  done

  echo "6  A second person recommends, a third decides"
  call "$(token second-reader)" POST "$REVIEW/cases/$CASE/recommendation" -d '{"outcome": "GRANT", "reasons": "Every clause complies."}' >/dev/null
  call "$(token decider)" POST "$REVIEW/cases/$CASE/decision" -d '{"outcome": "GRANTED", "reasons": "As recommended.", "conditions": []}' >/dev/null

  echo "7  Anybody verifies a file of the weights by its digest"
  LICENCE=$(await_licence "$weights")
  echo "   licence $LICENCE"

  echo "8  An auditor reads what happened, in order"
  sleep 1
  call "$(token auditor)" GET "$AUDIT/entries?subject=cases/$CASE" | tr '{' '\n' | sed -n 's/.*"type":"\([a-z]*\.[a-z-]*\)".*/   \1/p'
}

[ "${BASH_SOURCE[0]}" = "$0" ] && walk
