"use strict";
const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
const { DynamoDBDocumentClient, PutCommand } = require("@aws-sdk/lib-dynamodb");
const { recording } = require("./item.js");

const table = process.env.TABLE_NAME;
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({ region: process.env.AWS_REGION, endpoint: process.env.AWS_ENDPOINT_URL }));

exports.handle = recording((item) => client.send(new PutCommand({ TableName: table, Item: item })));
