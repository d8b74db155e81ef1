"""Asks a server over HTTP with Python alone: python3 docs/examples/client.py http://127.0.0.1:8000/mcp"""

import json
import sys
import urllib.request

address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000/mcp"
token = sys.argv[2] if len(sys.argv) > 2 else None


def call_tool(name, arguments):
    """Calls a tool; gives its structured answer, or raises with the server's own sentence."""
    body = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": name, "arguments": arguments},
    }
    headers = {
        "content-type": "application/json",
        "accept": "application/json, text/event-stream",
    }
    if token:
        headers["authorization"] = f"Bearer {token}"
    request = urllib.request.Request(address, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        text = response.read().decode()
    if not text.startswith("{"):
        # An answer that took long comes as a stream of events; the last one is the result.
        text = [line[6:] for line in text.splitlines() if line.startswith("data: {")][-1]
    result = json.loads(text)["result"]
    if result.get("isError"):
        raise RuntimeError(result["content"][0]["text"])
    return result["structuredContent"]


query = {
    "chat": "@tgtk_news",
    "from_date": "2025-11-28",
    "to_date": "2025-11-28",
    "direction": "asc",
    "page_size": 5,
}
while True:
    page = call_tool("tg_fetch_history", query)
    for message in page["messages"]:
        print(message["id"], message["date"])
    if not page["page_info"]["has_more"]:
        break
    query["cursor"] = page["page_info"]["cursor"]
