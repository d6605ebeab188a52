# Goods in: book the scanned quantity against the purchase line.
line = context["purchase_line"]
scan = context["scan"]

received = line["received"] + scan["quantity"]
if received > line["quantity"]:
    raise ValidationError(
        f"Line {line['position']}: {received} received, only {line['quantity']} ordered"
    )

status = "RECEIVED" if received == line["quantity"] else "PARTIAL"
mutations.append({
    "op": "update",
    "target": "PURCHASE_LINE",
    "id": line["id"],
    "values": {"received": received, "status": status},
})
print(f"{context['purchase']['number']} / {line['position']}: {received} of {line['quantity']} ({status})")
