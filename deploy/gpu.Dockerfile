# As the Dockerfile beside it, with the native library for NVIDIA GPUs. This image has not been tried on a GPU; the code has, with
# another build of the library (docs/results/diffusion.md).
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /fairway
COPY . .
RUN mvn --batch-mode --no-transfer-progress -Pcuda -DskipTests package

FROM eclipse-temurin:17-jre AS java

# For libcudart, by which the tensor engine sees that there is a GPU. What else it needs of CUDA comes with its library.
FROM nvidia/cuda:12.4.1-base-ubuntu22.04
ENV JAVA_HOME=/opt/java/openjdk
# Convolutions in whole 32-bit floats: with TF32 answers differ from the CPU's in the fourth digit.
ENV NVIDIA_TF32_OVERRIDE=0
COPY --from=java $JAVA_HOME $JAVA_HOME
WORKDIR /fairway
COPY --from=build /fairway/fairway ./
COPY --from=build /fairway/cli/target/fairway-cli-0.1.0-SNAPSHOT.jar cli/target/
COPY --from=build /fairway/cli/target/lib cli/target/lib
RUN useradd --system --create-home fairway && mkdir -p /data && chown fairway /data
USER fairway
WORKDIR /data
ENTRYPOINT ["/fairway/fairway"]
CMD ["--help"]
