# On a machine that is shared: what the job left running in a session of its own crashes, and so does a neighbour's process.
#   neighbour.sh DIR
# shellcheck shell=bash
cd "$1" || exit 1
mkfifo pid go
setsid --fork sh -c 'echo $$ >pid; read -r word <go; kill -SEGV $$'
read -r pid <pid
touch neighbour
until [ -e crashed ]; do sleep 0.02; done
echo now >go
until ! kill -0 "$pid" 2>/dev/null; do sleep 0.02; done
exit 0
