package com.ieltsaiprep.local.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * DynamoDB Local in memory, with a database for each access key and region. DynamoDB Local's own
 * main class would listen on every network interface; this one listens on the loopback interface.
 */
public final class DynamoDbServer {
    private static final boolean IN_MEMORY = true;
    private static final boolean SHARED = false;
    private static final boolean SLOW_TABLES = false;

    private DynamoDbServer() {}

    /**
     * Listens on the port that is the only argument, or on any free one if that is 0, and prints
     * the port. Ends when standard input does, which is when the parent process has ended.
     */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(
                new LocalDynamoDBServerHandler(
                        new LocalDynamoDBRequestHandler(0, IN_MEMORY, null, SHARED, SLOW_TABLES),
                        null));
        server.start();
        System.out.println(((ServerConnector) server.getConnectors()[0]).getLocalPort());
        System.setOut(System.err);
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
