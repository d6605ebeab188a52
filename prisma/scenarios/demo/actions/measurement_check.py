# Measurements from the coordinate machine against the drawing, and the
# capability of the last pieces. The interval comes from resampling: the
# sample is too small for the textbook formula.
import random
import statistics

measurement = context["measurement"]
feature = measurement["feature"]
nominal, upper, lower = feature["nominal"], feature["upper"], feature["lower"]
values = measurement["values"]

def cpk(sample):
    sigma = statistics.pstdev(sample)
    if sigma == 0:
        return 99.0
    mean = statistics.fmean(sample)
    return min(nominal + upper - mean, mean - nominal - lower) / (3 * sigma)

print(f"{feature['name']}  {nominal:.3f} mm  +{upper * 1000:.0f}/{lower * 1000:.0f} µm  ({len(values)} pieces)")
out = [v for v in values if not nominal + lower <= v <= nominal + upper]
if out:
    worst = max(out, key=lambda v: abs(v - nominal))
    raise ValidationError(
        f"{len(out)} of {len(values)} pieces out of tolerance: {feature['name']} is {worst:.3f} mm"
    )

resampled = sorted(cpk(random.choices(values, k=len(values))) for _ in range(measurement["resamples"]))
low = resampled[len(resampled) // 20]
value = cpk(values)
print(f"mean {statistics.fmean(values):.4f} mm, Cpk {value:.2f} (95 % ≥ {low:.2f})")

result = {"cpk": round(value, 3), "cpk_low": round(low, 3)}
if value < 1.33:
    raise ValidationWarning(f"{feature['name']}: Cpk {value:.2f} is under 1.33")
