# Webhook of the carrier: move the shipment along. Their codes are numbers in text.
import json
import time

CODES = {10: "CREATED", 20: "PICKED_UP", 30: "IN_TRANSIT", 40: "OUT_FOR_DELIVERY", 50: "DELIVERED"}


class CarrierError(Exception):
    pass


def parse(raw):
    try:
        event = json.loads(raw)
        return event["tracking_number"], int(event["status"]["code"]), event["at"]
    except (ValueError, KeyError) as problem:
        raise CarrierError(f"cannot read the event ({type(problem).__name__})") from problem


def status_of(raw):
    try:
        tracking, code, at = parse(raw)
        return tracking, CODES[code], at
    except CarrierError as problem:
        raise RuntimeError(f"carrier {context['carrier']} sent a bad event for {context['shipment']['number']}") from problem


# They send the event before their own database knows it; ask too early and it is gone.
time.sleep(context["settle_seconds"])

tracking, status, at = status_of(context["body"])
print(f"{tracking}: {context['shipment']['status']} -> {status} at {at}")
if status != context["shipment"]["status"]:
    mutations.append({"op": "update", "target": "SHIPMENT", "id": context["shipment"]["id"], "values": {"status": status, "since": at}})
