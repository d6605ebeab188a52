# VirtuousAI, Accessing Logs: Fetch All Logs
curl https://api.virtuousai.com/api/v1/action-runs/run_abc123/logs \
-H "Authorization: Bearer $VAI_API_KEY"
# VirtuousAI, Accessing Logs: Stream Logs (SSE)
curl -N https://api.virtuousai.com/api/v1/action-runs/run_abc123/logs/stream \
-H "Authorization: Bearer $VAI_API_KEY" \
-H "Accept: text/event-stream"
# VirtuousAI, Filtering Logs: Errors only
curl ".../logs?level=error"
# VirtuousAI, Filtering Logs: Warnings and errors
curl ".../logs?level=warning"
# StackOne, Get Action Log
curl --request GET \
  --url https://api.stackone.com/logs/actions/{actionRunId} \
  --header 'Authorization: Basic <encoded-value>'
