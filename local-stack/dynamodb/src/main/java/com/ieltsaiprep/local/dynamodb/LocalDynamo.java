package com.ieltsaiprep.local.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;

import org.eclipse.jetty.server.Server;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * DynamoDB Local server in memory, with a database per access key and region.
 *
 * <p>It listens on the loopback interface only; DynamoDB Local's own main class listens on every
 * network interface.
 */
public final class LocalDynamo {
    private static final boolean IN_MEMORY = true;
    private static final boolean SHARED = false;
    private static final boolean SLOW_TABLES = false;

    private LocalDynamo() {}

    /** Listens on the port that is the only argument, until the process ends. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(
                new LocalDynamoDBServerHandler(
                        new LocalDynamoDBRequestHandler(0, IN_MEMORY, null, SHARED, SLOW_TABLES),
                        null));
        server.start();
    }
}
