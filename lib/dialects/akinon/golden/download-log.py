from io import BytesIO
import base64
import json
import zipfile

import requests

url = "https://flow-dev.entegrator.akinon.net:3000/logs/download"
params = {
"id": 000000,
"projectId": "<projectId>",
"flowId": "<flowId>",
"projectslug": "<projectSlug>"
}

headers = {
'Authorization': 'Bearer <token>'
}

response = requests.request("GET", url, headers=headers, params=params)

base64_decoded = base64.b64decode(response.text)
zip_input = BytesIO(base64_decoded)
zip_file = zipfile.ZipFile(zip_input, "r")
json_text = zip_file.read(zip_file.filelist[0].filename)
log = json.loads(json_text)
print(log)
