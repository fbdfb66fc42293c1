# One image for every process of an installation; docker-compose.yml says which does what.
FROM node:22-slim AS look
WORKDIR /look
COPY web/look/package.json web/look/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /sagsgang

COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock

COPY pyproject.toml worker.py ./
COPY workflows workflows
COPY definitions definitions
COPY tasks tasks
COPY web web
COPY --from=look /look/node_modules web/look/node_modules
COPY cli cli
COPY migrations migrations
RUN pip install --no-deps --no-build-isolation . \
    && useradd --system --uid 1000 --home-dir /data --create-home sagsgang

USER sagsgang
WORKDIR /data
VOLUME /data
ENV SAGSGANG_DATA=/data
CMD ["sagsgang", "--help"]
