# Only certified people start a step at a special process (welding, NDT, heat treatment).
from datetime import datetime, timedelta, timezone

step = context["run_step"]
operator = context["operator"]
needed = step["work_centre"].get("certification")
now = datetime.now(timezone.utc)

if needed is None:
    print(f"{step['work_centre']['code']}: no certification needed")
else:
    held = {c["code"]: c for c in operator["certifications"]}
    if needed not in held:
        raise ValidationError(f"{operator['name']} is not certified for {needed}")

    until = datetime.fromisoformat(held[needed]["valid_until"])
    if until < now:
        raise ValidationError(f"Certification {needed} of {operator['name']} ended on {until:%d %b %Y}")
    if until - now < timedelta(days=14):
        raise ValidationWarning(
            f"Certification {needed} of {operator['name']} ends in {(until - now).days} days"
        )
    print(f"{operator['name']}: {needed} valid until {until:%Y-%m-%d}")
