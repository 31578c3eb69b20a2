package com.ieltsaiprep.infra.gateway;

import java.nio.file.Path;

/**
 * Build of the gateway that the nodes run.
 *
 * @param archive {@code gateway.tar.gz} with {@code sonic-gateway.jar}, {@code lib/} and {@code
 *     jvm.options}
 * @param sha256 its digest, 64 hexadecimal digits
 */
public record GatewayArtifact(Path archive, String sha256) {}
