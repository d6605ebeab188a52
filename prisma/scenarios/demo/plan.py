"""What the shop ran in six days: one row for each kind of execution.

A batch says which file was live from when to when (hours ago) and how often
which case happened there: {case: (count, expected outcome)}. The case is the
word that the builder of the context understands.
"""

import contexts_floor as floor
import contexts_trade as trade

WEEK = 143.0  # hours; the oldest run is just under six days old

OK, REJECTED, WARNED = "ok", "rejected", "warned"


def error(name):
    return f"error:{name}"


# actions, event, target, trigger kind, who, builder, batches of (file, hours ago newest, oldest, cases)
PLAN = (
    (("check_part",), "UPDATE", "PART", "manual", "office", floor.check_part, (
        ("check_part.py", 97, WEEK, {"ok": (9, OK), "bought": (2, OK), "no_revision": (3, REJECTED)}),
    )),
    (("check_part", "log_part"), "UPDATE", "PART", "manual", "office", floor.check_part, (
        ("check_part_log_part.py", 5.3, 96, {"ok": (8, OK), "bought": (3, OK), "no_revision": (3, REJECTED), "unit_locked": (1, REJECTED)}),
        # The deploy of v2: bought parts have no site. Ninety minutes of red.
        ("check_part_log_part.v2.py", 3.6, 5.2, {"bought": (12, error("KeyError")), "ok": (3, OK), "prototype": (1, OK)}),
        ("check_part_log_part.v3.py", 0, 3.4, {"ok": (4, OK), "bought": (4, OK), "no_revision": (1, REJECTED)}),
    )),
    (("complete_run_step", "book_labour"), "UPDATE", "RUN_STEP", "manual", "floor", floor.run_step, (
        ("complete_run_step_book_labour.py", 0, WEEK, {"ok": (17, OK), "out_of_order": (4, REJECTED), "not_signed": (2, REJECTED), "open_booking": (2, error("TypeError"))}),
    )),
    (("check_operator",), "CREATE", "RUN_STEP", "manual", "floor", floor.operator, (
        ("check_operator.py", 0, WEEK, {"ok": (5, OK), "no_need": (2, OK), "missing": (1, REJECTED), "expired": (1, REJECTED), "soon": (3, WARNED)}),
    )),
    (("min_stock",), "UPDATE", "PART_INVENTORY", "manual", "warehouse", floor.inventory, (
        ("min_stock.py", 0, WEEK, {"ok": (10, OK), "reorder": (5, OK), "open_request": (5, WARNED), "negative": (1, REJECTED)}),
    )),
    (("receive_lot",), "CREATE", "PART_INVENTORY", "manual", "warehouse", floor.received_lot, (
        ("receive_lot.py", 0, WEEK, {"ok": (7, OK), "no_heat": (1, REJECTED)}),
    )),
    (("receive_purchase_line",), "UPDATE", "PURCHASE_LINE", "manual", "warehouse", trade.purchase_line, (
        ("receive_purchase_line.py", 53, WEEK, {"ok": (7, OK), "too_many": (1, REJECTED)}),
        # The new hand scanner came into use before v2 was deployed.
        ("receive_purchase_line.py", 47, 52, {"text": (3, error("TypeError")), "ok": (1, OK)}),
        ("receive_purchase_line.v2.py", 0, 46, {"ok": (4, OK), "ok_text": (4, OK), "too_many": (1, REJECTED), "tolerated": (2, WARNED)}),
    )),
    (("purchase_approval",), "UPDATE", "PURCHASE", "manual", "buyer", trade.purchase, (
        ("purchase_approval.py", 0, WEEK, {"ok": (7, OK), "draft": (3, OK), "over_limit": (2, REJECTED), "own": (1, REJECTED)}),
    )),
    (("price_list_import",), "CREATE", "PRICE_LIST", "import", "buyer", trade.price_list, (
        ("price_list_import.py", 49, WEEK, {"ok": (2, OK), "german": (3, error("InvalidOperation"))}),
        ("price_list_import.v2.py", 0, 48, {"ok": (1, OK), "german": (2, OK), "jump": (1, WARNED)}),
    )),
    (("supplier_check",), "UPDATE", "SUPPLIER", "manual", "buyer", trade.supplier, (
        ("supplier_check.py", 0, WEEK, {"ok": (5, OK), "blocked": (1, REJECTED), "expired": (1, REJECTED), "soon": (3, WARNED)}),
    )),
    (("order_webhook", "reserve_stock"), "CREATE", "ORDER", "webhook", "system", trade.order, (
        ("order_webhook_reserve_stock.py", 0, WEEK, {"ok": (16, OK), "back_order": (3, WARNED), "express": (1, REJECTED), "wrong_total": (1, REJECTED)}),
    )),
    (("shipment_label",), "CREATE", "SHIPMENT", "manual", "warehouse", trade.shipment, (
        ("shipment_label.py", 0, WEEK, {"ok": (9, OK), "postcode": (2, REJECTED)}),
    )),
    (("carrier_status",), "UPDATE", "SHIPMENT", "webhook", "system", trade.carrier, (
        ("carrier_status.py", 0, WEEK, {"ok": (9, OK), "no_status": (1, error("RuntimeError")), "html": (1, error("RuntimeError")), "unknown_code": (1, error("KeyError"))}),
    )),
    (("return_request",), "CREATE", "RETURN", "api", "system", trade.returned, (
        ("return_request.py", 0, WEEK, {"ok": (5, OK), "late": (1, REJECTED), "large": (1, WARNED)}),
    )),
    (("certificate_of_conformity",), "CREATE", "CERTIFICATE", "manual", "office", trade.certificate, (
        ("certificate_of_conformity.py", 0, WEEK, {"ok": (5, OK), "no_heat": (1, REJECTED)}),
    )),
    (("assign_serial_numbers",), "CREATE", "RUN", "manual", "office", floor.serials, (
        ("assign_serial_numbers.py", 0, WEEK, {"ok": (8, OK), "duplicate": (1, REJECTED)}),
    )),
    (("scrap_rate",), "UPDATE", "RUN", "manual", "floor", floor.scrap, (
        ("scrap_rate.py", 0, WEEK, {"ok": (7, OK), "high": (2, WARNED), "nothing_booked": (2, error("ZeroDivisionError"))}),
    )),
    (("cost_rollup",), "UPDATE", "BOM", "manual", "office", trade.bom, (
        ("cost_rollup.py", 30, WEEK, {"ok": (4, OK), "loop": (2, error("RecursionError"))}),
        ("cost_rollup.v2.py", 0, 29, {"ok": (3, OK), "loop": (1, REJECTED)}),
    )),
    (("measurement_check",), "CREATE", "MEASUREMENT", "api", "floor", floor.measurement, (
        ("measurement_check.py", 0, WEEK, {"ok": (11, OK), "weak": (3, WARNED), "out": (2, REJECTED)}),
    )),
    (("tool_life",), "UPDATE", "TOOL", "api", "system", floor.tool, (
        ("tool_life.py", 0, WEEK, {"ok": (5, OK), "worn": (2, WARNED), "over": (1, REJECTED)}),
    )),
    (("open_nonconformance",), "CREATE", "NONCONFORMANCE", "manual", "office", floor.nonconformance, (
        ("open_nonconformance.py", 0, WEEK, {"ok": (6, OK)}),
    )),
    (("block_part_delete",), "DELETE", "PART", "manual", "office", floor.part_delete, (
        ("block_part_delete.py", 0, WEEK, {"ok": (2, OK), "used": (2, REJECTED), "moved": (2, REJECTED)}),
    )),
    (("engineering_change",), "UPDATE", "ENGINEERING_CHANGE", "manual", "office", floor.engineering_change, (
        ("engineering_change.py", 25, 26, {"ok": (3, error("SyntaxError"))}),
        ("engineering_change.v2.py", 0, 24.6, {"ok": (4, OK)}),
    )),
    (("quote_price",), "CREATE", "QUOTE", "manual", "office", trade.quote, (
        ("quote_price.py", 0, WEEK, {"ok": (6, OK), "rush": (3, error("NameError"))}),
    )),
    (("plan_work_centre",), "SCHEDULE", "WORK_CENTRE", "schedule", "system", trade.plan, (
        ("plan_work_centre.py", 8.5, WEEK, {"ok": (5, OK)}),
    )),
    (("nightly_inventory_export",), "SCHEDULE", "PART_INVENTORY", "schedule", "system", trade.export, (
        ("nightly_inventory_export.py", 12, WEEK, {"ok": (5, OK), "full": (1, OK)}),
    )),
    (("archive_orders",), "SCHEDULE", "ORDER", "schedule", "system", trade.archive, (
        ("archive_orders.py", 11.5, WEEK, {"old": (4, "exit:0"), "none": (2, "exit:3")}),
    )),
    (("reconcile_stock",), "CREATE", "STOCK_COUNT", "manual", "warehouse", trade.stock_count, (
        ("reconcile_stock.py", 0, WEEK, {"ok": (2, OK), "differences": (1, WARNED), "large": (1, OK)}),
    )),
)

NAMES = {
    "check_part": "Check part",
    "log_part": "Log part changes",
    "complete_run_step": "Complete run step",
    "book_labour": "Book labour",
    "check_operator": "Check operator certification",
    "min_stock": "Reorder below minimum",
    "receive_lot": "Receive lot",
    "receive_purchase_line": "Receive purchase line",
    "purchase_approval": "Approve purchase",
    "price_list_import": "Import price list",
    "supplier_check": "Check supplier",
    "order_webhook": "Web shop order",
    "reserve_stock": "Reserve stock",
    "shipment_label": "Shipment label",
    "carrier_status": "Carrier status",
    "return_request": "Return request",
    "certificate_of_conformity": "Certificate of conformity",
    "assign_serial_numbers": "Assign serial numbers",
    "scrap_rate": "Scrap rate",
    "cost_rollup": "Cost rollup",
    "measurement_check": "Check measurement",
    "tool_life": "Tool life",
    "open_nonconformance": "Open nonconformance",
    "block_part_delete": "Block part delete",
    "engineering_change": "Engineering change",
    "quote_price": "Quote price",
    "plan_work_centre": "Plan work centre",
    "nightly_inventory_export": "Nightly inventory export",
    "archive_orders": "Archive orders",
    "reconcile_stock": "Reconcile stock",
}
