package com.ieltsaiprep.local.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Program that runs DynamoDB Local, AWS's local DynamoDB server, in memory on the loopback
 * interface.
 *
 * <p>Each pair of access key and region has its own tables. DynamoDB Local's own main class would
 * listen on every network interface.
 */
public final class DynamoDbServer {
    private static final boolean IN_MEMORY = true;
    private static final boolean SHARED = false;
    private static final boolean SLOW_TABLES = false;

    private DynamoDbServer() {}

    /**
     * Starts DynamoDB Local, prints its port on standard output, and runs until standard input
     * ends, as it does when the parent process has ended.
     *
     * @param arguments the TCP port to listen on; 0 takes a free port
     * @throws Exception if the port is not a number or is taken
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
