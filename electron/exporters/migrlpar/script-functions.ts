/** The fixed part of the exported script. POSIX sh, proven by shellcheck and against a fake HMC in the tests. */
export const scriptFunctions = String.raw`say() { printf '%s %s\n' "$(date '+%H:%M:%S')" "$*" | tee -a "$LOG" >&2; }
note() { printf '%s\t%s\t%s\n' "$1" "$2" "$INPUT_HASH" >>"$LOG.state"; }
# Last state noted for a move: started, done, failed, back or none.
state_of() {
  [ -f "$LOG.state" ] || { echo none; return; }
  awk -F '\t' -v id="$1" -v hash="$INPUT_HASH" '$2 == id && $3 == hash { s = $1 } END { print (s == "" ? "none" : s) }' "$LOG.state"
}

# hmc NAME COMMAND: one command line on an HMC. HMC, when set, replaces the planned name.
hmc() {
  target="${'$'}{HMC:-$1}"
  if [ -z "$target" ]; then
    say "No HMC is known for this server: set HMC=address."
    return 255
  fi
  ssh -o BatchMode=yes "$HMC_USER@$target" "LANG=en_US; export LANG; $2" </dev/null
}

# validate ID NAME HMC COMMAND
validate() {
  case "$(state_of "$1")" in "done") return 0 ;; esac
  if out=$(hmc "$3" "$4" 2>&1); then
    say "validated  $2"
  else
    say "REFUSED    $2: $out"
    FAILED=$((FAILED + 1))
  fi
}

# set_memory NAME HMC ASK CHANGE FROM TO: one change of memory (DLPAR), MiB; looked at before and after. What is as it
# should be already is not done again.
set_memory() {
  now=$(hmc "$2" "$3" 2>&1) || { say "FAILED     $1: $now"; return 1; }
  [ "$now" = "$6" ] && return 0
  if [ "$now" != "$5" ]; then
    say "FAILED     $1: it has $now MiB of memory, and $5 were expected."
    return 1
  fi
  out=$(hmc "$2" "$4" 2>&1) || { say "FAILED     $1: memory $5 to $6 MiB: $out"; return 1; }
  now=$(hmc "$2" "$3" 2>&1)
  if [ "$now" != "$6" ]; then
    say "FAILED     $1: it has $now MiB of memory, and $6 were asked for."
    return 1
  fi
  say "memory     $1: $5 to $6 MiB"
}

# later NAME: the HMC would refuse it while it has all its memory.
later() { say "later      $1: validated when it has been made smaller"; }

begin_group() {
  say "$1"
  JOBS=''
}

# start_move ID NAME HMC COMMAND: starts in the background; a move that is done is not repeated.
start_move() {
  if [ "$(state_of "$1")" = 'done' ]; then
    say "already done  $2"
    return 0
  fi
  note started "$1"
  say "moving     $2"
  (
    if out=$(hmc "$3" "$4" 2>&1); then
      note 'done' "$1"
      say "moved      $2"
    else
      note failed "$1"
      say "FAILED     $2: $out"
      exit 1
    fi
  ) &
  JOBS="$JOBS $!"
}

# start_resized ID NAME HMC COMMAND VALIDATE SHRINK GROW UNDO: the same with memory taken away before the move and given
# back after it. Where the HMC refuses the move, the partition gets its memory back at once.
start_resized() {
  if [ "$(state_of "$1")" = 'done' ]; then
    say "already done  $2"
    "$7"
    return 0
  fi
  (
    FAILED=0
    "$6" && validate "$1" "$2" "$3" "$5"
    # shellcheck disable=SC2181
    if [ $? -ne 0 ] || [ "$FAILED" -ne 0 ]; then
      note refused "$1"
      "$8"
      exit 1
    fi
    note started "$1"
    say "moving     $2"
    if out=$(hmc "$3" "$4" 2>&1); then
      note 'done' "$1"
      say "moved      $2"
    else
      note failed "$1"
      say "FAILED     $2: $out"
      exit 1
    fi
    "$7"
  ) &
  JOBS="$JOBS $!"
}

# Waits for the group; a failure stops the plan here unless KEEP_GOING=1.
end_group() {
  lost=0
  for job in $JOBS; do
    wait "$job" || lost=$((lost + 1))
  done
  [ "$lost" -eq 0 ] && return 0
  say "$lost of this group failed."
  [ "$KEEP_GOING" = 1 ]
}

# show_status ID NAME HMC COMMAND
show_status() { printf '%s\t%s\t%s\n' "$2" "$(state_of "$1")" "$(hmc "$3" "$4" 2>&1)"; }

# go_back ID NAME HMC COMMAND: only what this script moved.
go_back() {
  [ "$(state_of "$1")" = 'done' ] || return 0
  say "going back $2"
  if out=$(hmc "$3" "$4" 2>&1); then
    note back "$1"
  else
    say "FAILED     $2: $out"
    return 1
  fi
}

# recover ID NAME HMC COMMAND: only moves that failed or were cut off.
recover() {
  case "$(state_of "$1")" in
    failed | started)
      say "recovering $2"
      hmc "$3" "$4" || say "FAILED     $2"
      ;;
  esac
}`
