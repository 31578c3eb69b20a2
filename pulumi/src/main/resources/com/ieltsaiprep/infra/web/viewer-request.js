// Viewer request of the distribution: one host, and one document for all paths of the page.
function handler(event) {
  var request = event.request;
  if (request.uri.indexOf('/.well-known/') === 0) return request;
  if (request.headers.host.value === 'www.@@DOMAIN@@') {
    return {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: 'https://@@DOMAIN@@' + request.uri } },
    };
  }
  if (/@@PATHS@@/.test(request.uri)) request.uri = '/index.html';
  return request;
}
