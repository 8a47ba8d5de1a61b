"use strict";
const AWS = require("aws-sdk");
const { recording } = require("./item.js");

AWS.config.update({ region: process.env.AWS_REGION });
const table = process.env.TABLE_NAME;
const client = new AWS.DynamoDB.DocumentClient({ endpoint: process.env.AWS_ENDPOINT_URL });

exports.handle = recording((item) => client.put({ TableName: table, Item: item }).promise());
