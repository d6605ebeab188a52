# ---- a context that is deeper than json.loads goes ----------------------------------------------

def parse_deep_json(text):
    token, at, key = re.compile(r'[ \t\n\r,:]*([][{}"]|[^][{}",:\s]+)'), 0, None
    top = here = []
    above = []
    for found in iter(lambda: token.match(text, at), None):
        mark, at = found.group(1), found.end()
        if mark in "]}":
            here = above.pop()
            continue
        if mark == '"':
            value, at = json.decoder.scanstring(text, at)
            if key is None and isinstance(here, dict):
                key = value
                continue
        else:
            value = [] if mark == "[" else {} if mark == "{" else json.loads(mark)
        if isinstance(here, dict):
            here[key], key = value, None
        else:
            here.append(value)
        if mark in "[{":
            above.append(here)
            here = value
    if above or len(top) != 1 or text[at:].strip():
        raise ValueError("not JSON")
    return top[0]
