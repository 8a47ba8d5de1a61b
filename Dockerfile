# The command in a small image: non-root, every package by its hash.
#   docker build -t eventbridge-notifier . && docker run --rm eventbridge-notifier --help
FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements-image.lock requirements-build.lock ./
RUN python -m venv /app \
 && /app/bin/python -m pip install --no-cache-dir --require-hashes -r requirements-image.lock \
 && python -m venv /build \
 && /build/bin/python -m pip install --no-cache-dir --require-hashes -r requirements-build.lock
COPY . .
RUN /build/bin/python -m build --no-isolation --wheel --outdir /dist . \
 && /app/bin/python -m pip install --no-cache-dir --no-deps --no-index /dist/*.whl

FROM python:3.13-slim
LABEL org.opencontainers.image.source="https://github.com/eventbridge-notifier/terraform-aws-eventbridge-notifier" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin notifier
COPY --from=build /app /app
ENV PATH=/app/bin:$PATH PYTHONUNBUFFERED=1
USER 10001
WORKDIR /work
# A command that ends, not a service.
HEALTHCHECK NONE
ENTRYPOINT ["eventbridge-notifier"]
