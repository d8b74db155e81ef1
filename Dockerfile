# Exact tags; no digest, as none could be checked against the registry when this was written.
FROM docker.io/denoland/deno:2.9.6 AS build
WORKDIR /app
ENV DENO_DIR=/deno-dir
COPY deno.json deno.lock ./
COPY src/ src/
COPY deploy/health.ts deploy/health.ts
# What the program imports, tests left out; nothing is fetched later.
RUN ["deno", "cache", "--frozen", "src/main.ts", "deploy/health.ts"]

FROM docker.io/denoland/deno:distroless-2.9.6
WORKDIR /app
ENV DENO_DIR=/deno-dir \
  DENO_NO_UPDATE_CHECK=1 \
  DENO_V8_FLAGS=--max-semi-space-size=4,--heap-growing-percent=20 \
  NO_COLOR=1
COPY --from=build /deno-dir /deno-dir
COPY --from=build /app /app
# A number, so that Kubernetes can see that it is not root.
USER 65532:65532
EXPOSE 8000 9464
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["deno", "run", "--cached-only", "--no-prompt", "--allow-net=127.0.0.1:9464", "/app/deploy/health.ts"]
ENTRYPOINT ["deno", "run", "--cached-only", "--frozen", "--no-prompt", "--no-code-cache", "-P=container", "/app/src/main.ts"]
CMD ["serve", "--http", "--host", "0.0.0.0", "--port", "8000", "--admin-host", "0.0.0.0", "--admin-port", "9464"]
