// The try-it page. Requests carry the session and its CSRF token, or the token given in "Authorize".
"use strict";

addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("api-docs");
  if (!place || typeof SwaggerUIBundle === "undefined") return;
  const { schema, csrf } = place.dataset;
  SwaggerUIBundle({
    url: schema,
    domNode: place,
    presets: [SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
    deepLinking: true,
    docExpansion: "none",
    defaultModelsExpandDepth: -1,
    displayRequestDuration: true,
    filter: true,
    validatorUrl: null,
    syntaxHighlight: { activated: true, theme: "agate" },
    // Its own "main" would be a second one on the page.
    onComplete: () => {
      for (const main of place.querySelectorAll("main, [role=main]")) main.setAttribute("role", "group");
    },
    requestInterceptor: (request) => {
      if (!["GET", "HEAD", undefined].includes(request.method)) request.headers["X-CSRFToken"] = csrf;
      return request;
    },
  });
});
