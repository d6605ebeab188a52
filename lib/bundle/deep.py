# ---- a context that is deeper than json.loads goes ----------------------------------------------

def parse_deep_json(text):
    token, at, key = re.compile(r'[ \t\n\r]*([,:]?)[ \t\n\r]*([][{}"]|[^][{}",:\s]+)'), 0, None
    top = here = []
    above = []
    for found in iter(lambda: token.match(text, at), None):
        (sign, mark), at = found.groups(), found.end()
        ends, is_object = mark in "]}", isinstance(here, dict)
        if sign != (":" if key is not None else "," if here and not ends else "") \
                or ends and (not above or key is not None or is_object != (mark == "}")) \
                or is_object and key is None and not ends and mark != '"':
            raise ValueError("not JSON")
        if ends:
            here = above.pop()
            continue
        if mark == '"':
            value, at = json.decoder.scanstring(text, at)
            if key is None and is_object:
                key = value
                continue
        else:
            value = [] if mark == "[" else {} if mark == "{" else json.loads(mark)
        if is_object:
            here[key], key = value, None
        else:
            here.append(value)
        if mark in "[{":
            above.append(here)
            here = value
    if above or len(top) != 1 or text[at:].strip():
        raise ValueError("not JSON")
    return top[0]
